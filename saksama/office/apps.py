"""The frame of the office: base templates, stylesheet, template tags, start-up checks."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Registers the checks that keep the server from starting half configured."""

    name = "saksama.office"
    label = "office"

    def ready(self) -> None:
        """Django calls this once, before anything is served."""
        from saksama.office import actions, checks  # noqa: F401
