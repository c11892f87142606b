"""Drafts of field reports from outside: by the API, and from a table. Their author completes and sends them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from saksama.office.clock import today
from saksama.office.fieldwork import actions
from saksama.office.fieldwork.forms import ReportForm
from saksama.office.fieldwork.models import FieldReport
from saksama.office.records.intake import Intake, register_intake


def _draft(by: Any) -> FieldReport:
    return FieldReport(by=by, region=by.region or "16", day=today(), supervisor_name=by.name)


REPORTS = register_intake(
    Intake(
        "fieldwork",
        FieldReport,
        _("Field reports (Form A)"),
        "fieldwork.write",
        "field_reports",
        ReportForm,
        blank=_draft,
        written=actions.BEGUN,
        changed=actions.WRITTEN,
    )
)
