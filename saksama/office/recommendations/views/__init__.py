"""Pages of the letters of recommendation."""
