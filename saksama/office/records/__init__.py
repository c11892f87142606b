"""One way of working for all rooms: place, stage, date, status, files, discussion, history, links, search, export."""
