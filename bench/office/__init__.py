"""The office under load: real server and logins, the pages that people open, beside an empty page."""
