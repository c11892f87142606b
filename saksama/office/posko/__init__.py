"""The election post: its daily log, the official schedule, its reports, and the desk for voters' complaints."""
