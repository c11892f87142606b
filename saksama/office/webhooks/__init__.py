"""Other programs are told of what happens to records: signed, tried again, and never with a name."""
