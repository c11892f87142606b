"""The page `report.html`: one file a section, its style and its script."""
