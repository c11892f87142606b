"""What of the lists is counted for the public, small counts hidden."""
