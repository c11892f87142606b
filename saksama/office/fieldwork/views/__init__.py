"""The pages of the field reports."""
