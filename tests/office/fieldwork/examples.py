"""Examples for the addresses of the field reports."""

from saksama.office.accounts.models import Account
from tests.office.conftest import Cast


def _report(cast: Cast, viewer: Account) -> dict[str, object]:
    from datetime import date

    from saksama.office.fieldwork.models import FieldReport

    region = viewer.region or "16.02"
    return {"pk": FieldReport.objects.create(by=viewer, region=region, day=date(2024, 9, 26)).pk}


EXAMPLES = {
    "field_report": _report,
    "write_report": _report,
    "report_names": _report,
    "field_report_pdf": _report,
    "new_report_version": _report,
    "report_differences": _report,
    "verify_report": lambda cast, viewer: {"code": "unknown"},
}
