"""The office: the Django project around the engines. Settings and frame here, one app a room below."""
