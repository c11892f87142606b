"""Pages of the samples."""
