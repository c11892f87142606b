"""One's own drafts of Form A, to be taken along where there is no signal."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.fieldwork.models import FieldReport, Status
from saksama.office.fieldwork.writing import begin_report
from saksama.office.offline.forms_to_carry import CarriedForm

MOST = 10  # drafts


def before_carrying(viewer: Any) -> None:
    """A blank report, because none can be begun without a signal; the one that is still untouched, if there is one."""
    if viewer.may("fieldwork.write"):
        begin_report(viewer)


def carried_forms(viewer: Any) -> Iterator[CarriedForm]:
    """The latest first, the blank one among them."""
    if viewer.may("fieldwork.write"):
        for draft in FieldReport.objects.filter(by=viewer, status=Status.DRAFT).order_by("-pk")[:MOST]:
            url = reverse("write_report", args=[draft.pk])
            title = draft.subject or _("Form A, blank")
            yield CarriedForm(url, title, _("Field reports"), f"saksama:keep:fieldwork:{viewer.username}:{draft.pk}")
