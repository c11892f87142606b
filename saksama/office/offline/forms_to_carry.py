"""Which forms somebody takes along. A room that has some keeps an `offline_forms.py` with `carried_forms(viewer)`, and
with `before_carrying(viewer)` if something must be begun for it first."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

MOST = 60  # forms; each is a page of some 30 kB on the phone


@dataclass(frozen=True)
class CarriedForm:
    """One form to be kept on the phone."""

    url: str
    title: str | Promise
    room: str | Promise
    draft: str  # the name under which its script keeps what was typed in the browser


def forms_to_carry(viewer: Any) -> list[CarriedForm]:
    """All of them, at most sixty, room by room in the order of the settings."""
    return [form for room in _rooms() for form in room.carried_forms(viewer)][:MOST]


def begin_what_is_carried(viewer: Any) -> None:
    """Lets each room begin what cannot be begun without a signal."""
    for room in _rooms():
        if hasattr(room, "before_carrying"):
            room.before_carrying(viewer)


def _rooms() -> Iterator[Any]:
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "offline_forms"):
            yield import_module(f"{config.name}.offline_forms")
