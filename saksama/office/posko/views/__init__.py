"""Pages of the election post."""
