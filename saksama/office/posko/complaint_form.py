"""A complaint as it is taken at the desk."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.office.posko.models import Complaint, ComplaintKind
from saksama.office.records.forms import DateInput, RecordForm
from saksama.reference.tms import tms_reasons

NOT_LISTED = "none"  # what the choice says if nobody of the list is meant
# The reasons that a letter to KPU has words for.
REASONS = ("dead", "moved", "duplicate", "under_age", "soldier", "police", "foreigner", "unknown")
PERSONAL = ("complainant", "contact", "voter")


class ComplaintForm(RecordForm):
    """Who, what, about whom, and which row of the list."""

    tms_reason = forms.ChoiceField(label=gettext_lazy("Reason (only if the voter does not qualify)"), required=False)
    choice = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    class Meta(RecordForm.Meta):
        model = Complaint
        fields = [
            "kind", "tms_reason", "voter", "birthdate", "region", "story", "complainant", "contact", "day",
        ]  # fmt: skip
        widgets = {
            **RecordForm.Meta.widgets,
            "kind": forms.RadioSelect,
            "birthdate": DateInput,
            "story": forms.Textarea(attrs={"rows": 2}),
            # The machine at the desk is shared: the browser keeps no names.
            **{name: forms.TextInput(attrs={"autocomplete": "off"}) for name in PERSONAL},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = ComplaintKind.choices
        language = "en" if get_language() == "en" else "id"
        known = tms_reasons()
        titles = [(key, known[key].title.id if language == "id" else known[key].title.en) for key in REASONS]
        fields["tms_reason"].choices = [("", _("none")), *titles]
        fields["contact"].help_text = _("Where the answer reaches the complainant. It is shown to nobody without need.")

    def clean_contact(self) -> str:
        """A telephone or an e-mail, never a NIK."""
        contact = str(self.cleaned_data["contact"])
        if len(re.sub(r"\D", "", contact)) >= 15:
            raise forms.ValidationError(_("This is too long for a telephone number. No NIK, please."))
        return contact

    def clean(self) -> dict[str, Any]:
        """The choice fits what is complained about."""
        cleaned = super().clean()
        kind, choice = cleaned.get("kind"), cleaned.get("choice", "")
        if choice and choice != NOT_LISTED and not (choice.isdecimal() and len(choice) < 13):
            self.add_error("choice", _("Choose a row of the list again."))
        if kind == ComplaintKind.TMS and not cleaned.get("tms_reason"):
            self.add_error("tms_reason", _("Say why the voter does not qualify."))
        if kind and kind != ComplaintKind.TMS:
            cleaned["tms_reason"] = ""
        if kind == ComplaintKind.UNLISTED and choice not in ("", NOT_LISTED):
            self.add_error("kind", _("You have chosen a row of the list: then it is listed wrongly, not missing."))
        if kind in (ComplaintKind.WRONG, ComplaintKind.TMS) and choice == NOT_LISTED:
            self.add_error("kind", _("Who is not in the list cannot be listed wrongly. Choose “Missing from it”."))
        return cleaned


class CorrectionForm(ComplaintForm):
    """What was mistyped at the desk. The complainant's own words stay as they were said."""

    class Meta(ComplaintForm.Meta):
        fields = [name for name in ComplaintForm.Meta.fields if name != "story"]
