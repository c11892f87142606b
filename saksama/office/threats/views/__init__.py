"""The pages of the threats."""
