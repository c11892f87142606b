"""Which entries and complaints a list shows."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.posko.models import (
    Complaint,
    ComplaintKind,
    ComplaintStatus,
    EntryStatus,
    LogEntry,
    Organiser,
    Situation,
)
from saksama.office.records.forms import RecordFilter


class LogFilter(RecordFilter):
    """Of the log."""

    model = LogEntry
    statuses = EntryStatus.choices
    exact = ("organiser", "situation")

    organiser = forms.ChoiceField(label=gettext_lazy("Whose activity"), required=False)
    situation = forms.ChoiceField(label=gettext_lazy("Situation"), required=False)
    nil = forms.ChoiceField(
        label=gettext_lazy("“Nothing to report”"),
        required=False,
        choices=[("", gettext_lazy("left out")), ("1", gettext_lazy("shown"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organiser", Organiser.choices)
        _offer(self, "situation", Situation.choices)

    def apply(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """The word that there was nothing fills a day in the table of empty days; here it would hide what happened."""
        rows = super().apply(rows)
        return rows if self.cleaned_data.get("nil") else rows.filter(is_nil=False)


class ComplaintFilter(RecordFilter):
    """Of the complaints."""

    model = Complaint
    statuses = ComplaintStatus.choices
    exact = ("kind",)

    kind = forms.ChoiceField(label=gettext_lazy("What is wrong"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", ComplaintKind.choices)


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = [("", _("All")), *choices]
