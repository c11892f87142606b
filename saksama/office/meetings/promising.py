"""Who has promised something is told."""

from saksama.language import Text
from saksama.office.meetings.models import ActionItem
from saksama.office.records.models import notify

PROMISED = Text("Tindak lanjut untuk Anda: {text}", "An action item for you: {text}")


def tell_owners(item: ActionItem) -> None:
    """The liaisons of its agency, or the person who has it, once."""
    notify(item.owners(), PROMISED.fill(text=item.text), item.get_absolute_url(), f"item {item.pk}")
