"""The quick entry of the election post, to be taken along where there is no signal."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.offline.forms_to_carry import CarriedForm


def carried_forms(viewer: Any) -> Iterator[CarriedForm]:
    """One; it serves for as many entries as one likes, each has a key of its own."""
    if viewer.may("posko.write"):
        url = reverse("new_log_entry")
        yield CarriedForm(url, _("New entry"), _("Election post"), f"saksama:keep:posko:{viewer.username}:new")
