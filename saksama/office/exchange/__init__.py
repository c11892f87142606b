"""Records from a table, csv or xlsx: first is said row by row what will be done, then all of it is done, or nothing."""
