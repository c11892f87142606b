"""Working without a signal: the forms of the field kept on one's own phone."""
