"""The pages that all records share."""
