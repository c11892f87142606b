"""What of the lists is counted for the public, and how small counts are hidden."""
