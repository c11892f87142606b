"""Pages of the voter lists."""
