"""Examples for the addresses of the API: for a record that of its page."""

from collections.abc import Callable

from saksama.office.accounts.models import Account
from saksama.office.records.registry import ROOMS, Room
from saksama.office.rolls.models import Finding
from tests.office.conftest import Cast

Example = Callable[[Cast, Account], dict[str, object]]


def _of_page(route: str, **more: object) -> Example:
    def made(cast: Cast, viewer: Account) -> dict[str, object]:
        from tests.office.test_permissions import EXAMPLES as ALL

        return {"pk": ALL[route](cast, viewer)["pk"], **more}

    return made


def _finding(cast: Cast, viewer: Account) -> dict[str, object]:
    from tests.office.test_permissions import EXAMPLES as ALL

    ALL["recommendation"](cast, viewer)
    return {"pk": Finding.objects.latest("pk").pk}


def _room(room: Room) -> dict[str, Example]:
    name = f"api_{room.key}_pk"
    around = {f"{name}_{each}": _of_page(room.detail_route) for each in ("comments", "files", "links", "steps")}
    single = {f"{name}_files_file": _of_page(room.detail_route, file=1)}
    single[f"{name}_links_link"] = _of_page(room.detail_route, link=0)
    return {name: _of_page(room.detail_route), **around, **single}


EXAMPLES: dict[str, Example] = {
    "api_nothing": lambda cast, viewer: {"rest": "nothing"},
    "revoke_token": lambda cast, viewer: {"pk": 1},
    "system_tokens": lambda cast, viewer: {"pk": viewer.pk},
    "api_lists_pk": _of_page("list"),
    "api_lists_pk_findings": _of_page("list"),
    "api_findings_pk": _finding,
    "api_index_runs_pk": _of_page("index_run"),
    "api_neutrality_pk_evidence": _of_page("neutrality_case"),
    **{f"api_recommendations_pk{each}": _of_page("recommendation") for each in ("", "_items", "_answers", "_hand_in")},
}
for each in ROOMS.values():
    EXAMPLES.update(_room(each))
