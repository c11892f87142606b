"""Examples for the addresses of the checklists."""

from saksama.office.accounts.models import Account
from saksama.office.checklists.definition import make, read_shipped
from saksama.office.checklists.models import Checklist, Doubt, Sheet
from tests.office.conftest import Cast

PLACE = "16.02.05.1001"


def _checklist(cast: Cast, viewer: Account) -> dict[str, object]:
    found = Checklist.objects.filter(name="Pengawasan coklit").first()
    if found is None:
        found = make(read_shipped("coklit"), cast.sari, "16.02", "pilkada-2024")
        found.open(cast.sari)
    return {"pk": found.pk}


def _question(cast: Cast, viewer: Account) -> dict[str, object]:
    return {**_checklist(cast, viewer), "name": "meninggal"}


def _sheet(cast: Cast, viewer: Account) -> dict[str, object]:
    checklist = Checklist.objects.get(**_checklist(cast, viewer))
    given = {"status": "sent", "by": cast.eko, "day": "2024-07-20", "version": checklist.newest, "place": "Jua-jua"}
    made, _is_new = Sheet.objects.get_or_create(checklist=checklist, region=PLACE, tps="", turn="", defaults=given)
    return {"pk": made.pk}


def _doubt(cast: Cast, viewer: Account) -> dict[str, object]:
    made, _is_new = Doubt.objects.get_or_create(sheet_id=_sheet(cast, viewer)["pk"], reason="fast")
    return {"pk": made.pk}


EXAMPLES = {
    "checklist": _checklist,
    "edit_checklist": _checklist,
    "open_checklist": _checklist,
    "close_checklist": _checklist,
    "new_question": _checklist,
    "question": _question,
    "move_question": _question,
    "choose_sheet_place": _checklist,
    "fill_sheet": lambda cast, viewer: {**_checklist(cast, viewer), "village": PLACE, "tps": "000"},
    "results": _checklist,
    "answers_file": lambda cast, viewer: {**_checklist(cast, viewer), "kind": "csv"},
    "xlsform_file": _checklist,
    "upload_answers": _checklist,
    "sheet": _sheet,
    "decide_doubt": _doubt,
}
