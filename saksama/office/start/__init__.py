"""The start page: what is due, late, new, and waiting for one's decision, by role."""
