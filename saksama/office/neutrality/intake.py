"""Cases and awareness meetings from outside: by the API, and from a table; names go in, but never out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.office.clock import today
from saksama.office.neutrality import actions
from saksama.office.neutrality.forms import AwarenessForm, CaseForm
from saksama.office.neutrality.models import Awareness, CaseEvidence, EvidenceKind, NeutralityCase, Source
from saksama.office.neutrality.telling import tell
from saksama.office.records.forms import DateInput, without_personal_number
from saksama.office.records.intake import Intake, register_intake


class CaseWithLinkForm(CaseForm):
    """A case with the link to what is to be seen: without anything to look at it is hearsay."""

    url = forms.URLField(label=_("Link to it"), max_length=500, assume_scheme="https")
    seen = forms.DateField(label=_("Seen or taken on"), widget=DateInput(), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # more evidence is added, none is changed
            del self.fields["url"], self.fields["seen"]

    def clean_url(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["url"]))


def _case(by: Any) -> NeutralityCase:
    return NeutralityCase(by=by, day=today(), source=Source.FIELD)


def _enter(case: NeutralityCase, told: Mapping[str, Any], by: Any, is_new: bool) -> None:
    """Of a new one its first deadline, its notices and its evidence, as `opening.begin` has them."""
    if not is_new:
        return
    passage = case.enter(by)
    case.save(update_fields=["due"])
    tell(case, "report", f"neutrality {case.pk} report {passage.pk}")
    url = told["url"]
    CaseEvidence.objects.create(case=case, kind=EvidenceKind.LINK, title=url[:200], url=url, seen=told["seen"], by=by)


CASES = register_intake(
    Intake(
        "neutrality",
        NeutralityCase,
        _("Neutrality"),
        "neutrality.report",
        "neutrality",
        CaseWithLinkForm,
        blank=_case,
        written=actions.REPORTED,
        changed=actions.CHANGED,
        after=_enter,
    )
)

AWARENESS = register_intake(
    Intake(
        "awareness",
        Awareness,
        _("Awareness meetings"),
        "neutrality.hold_awareness",
        "awareness",
        AwarenessForm,
        blank=lambda by: Awareness(by=by),
        written=actions.AWARENESS_WRITTEN,
        changed=actions.AWARENESS_CHANGED,
        goes_out=True,
    )
)
