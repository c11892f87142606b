"""Pages of the duty plan."""
