"""What is asked on the pages of the letters."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.clock import today
from saksama.office.election.models import Level, Region
from saksama.office.recommendations.letter import LegalBasis
from saksama.office.recommendations.models import Claim, DocumentKind, OfficeData, Recommendation, Result
from saksama.office.recommendations.models.document import BROUGHT_KINDS
from saksama.office.recommendations.models.item import KINDS
from saksama.office.recommendations.states import State
from saksama.office.rolls.models import CategoryChoice, Severity

LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){11,}")
DOCUMENT_LIMIT = 20 * 1024 * 1024  # bytes
TEMPLATE_LIMIT = 5 * 1024 * 1024
LOGO_LIMIT = 300 * 1024
# By its first bytes, not by its name: what a file may be that a person brings along.
SIGNATURES = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}


class WithoutNumbers:
    """Texts that others read, and that go into the trail, take no NIK."""

    def refuse_numbers(self, text: str) -> str:
        """Raises ValidationError for a long number."""
        if LONG_NUMBER.search(text):
            raise forms.ValidationError(_("Please write this without NIK or other long numbers."))
        return text


class ChooseFilter(forms.Form):
    """Which confirmed findings of a list to recommend."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Rule"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), required=False)

    def __init__(self, *args: Any, places: Sequence[Region], rules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "place", place_choices(places))
        _choose(self, "category", CategoryChoice.choices)
        _choose(self, "kind", rules)
        _choose(self, "severity", Severity.choices)


class ItemFilter(forms.Form):
    """Which records of a letter to show."""

    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    claim = forms.ChoiceField(label=gettext_lazy("KPU says"), required=False)
    result = forms.ChoiceField(label=gettext_lazy("The list shows"), required=False)

    def __init__(self, *args: Any, places: Sequence[Region], kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "place", place_choices(places))
        _choose(self, "kind", [(kind, KINDS[kind].title) for kind in kinds])
        _choose(self, "claim", [*Claim.choices, ("none", _("No answer"))])
        _choose(self, "result", [*Result.choices, ("none", _("Not looked up"))])


class LetterFilter(forms.Form):
    """Which letters to show."""

    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    late = forms.ChoiceField(label=gettext_lazy("Deadline"), required=False)

    def __init__(self, *args: Any, drafts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [choice for choice in State.choices if drafts or choice[0] not in (State.DRAFT, State.APPROVED)]
        _choose(self, "state", states)
        _choose(self, "late", [("yes", _("Over, without an answer"))])


class TextForm(forms.ModelForm):  # type: ignore[type-arg]
    """The text of a draft."""

    class Meta:
        model = Recommendation
        fields = [
            "subject",
            "nature",
            "addressee",
            "addressee_place",
            "opening",
            "legal_basis",
            "deadline_days",
            "closing",
            "copies",
        ]
        widgets = {
            "opening": forms.Textarea(attrs={"rows": 9}),
            "legal_basis": forms.Textarea(attrs={"rows": 12}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "copies": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "opening": gettext_lazy("An empty line begins a new paragraph. The table of findings comes after it."),
            "legal_basis": gettext_lazy(
                "An empty line between two. What you write yourself must be confirmed by the head."
            ),
            "copies": gettext_lazy("One a line."),
            "deadline_days": gettext_lazy("Counted from the day it is sent."),
        }


class ApproveForm(forms.Form):
    """The head's approval: number, date, and every recalled legal basis confirmed."""

    running = forms.IntegerField(
        label=gettext_lazy("Running number"),
        min_value=1,
        max_value=99_999,
        help_text=gettext_lazy("The next one of this year; change it if the letter register is further on."),
    )
    dated = forms.DateField(
        label=gettext_lazy("Date of the letter"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    whole_numbers = forms.BooleanField(
        label=gettext_lazy("KPU may download the attachment with the whole NIK"), required=False
    )

    def __init__(self, *args: Any, recalled: Sequence[LegalBasis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.confirmations = [f"basis_{place}" for place in range(len(recalled))]
        for name, basis in zip(self.confirmations, recalled, strict=True):
            self.fields[name] = forms.BooleanField(
                label=basis.text, error_messages={"required": _("Confirm it, or have the letter changed.")}
            )

    @property
    def bases(self) -> list[forms.BoundField]:
        """The fields of the legal bases."""
        return [self[name] for name in self.confirmations]

    def clean_dated(self) -> date:
        """Letters are dated today or earlier."""
        chosen: date = self.cleaned_data["dated"]
        if chosen > today():
            raise forms.ValidationError(_("The date lies in the future."))
        return chosen


class NoteForm(WithoutNumbers, forms.Form):
    """Why something is done."""

    note = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def clean_note(self) -> str:
        """Goes into the trail."""
        return self.refuse_numbers(str(self.cleaned_data["note"]))


class BroughtFile(forms.FileField):
    """A PDF or a picture, told by its first bytes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("PDF, JPEG or PNG, at most 20 MB."))
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload, with its true suffix in `suffix`."""
        upload = super().clean(data, initial)
        if not upload:
            return upload
        if upload.size > DOCUMENT_LIMIT:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        begins = upload.read(8)
        upload.seek(0)
        suffix = next((suffix for suffix, mark in SIGNATURES.items() if begins.startswith(mark)), "")
        if not suffix:
            raise forms.ValidationError(_("This is no PDF, JPEG or PNG. Scan or save it as one of these."))
        upload.suffix = suffix
        return upload


class SendForm(forms.Form):
    """When it was handed over, and the paper that went."""

    sent_on = forms.DateField(
        label=gettext_lazy("Handed over on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signed = BroughtFile(label=gettext_lazy("Signed letter"), required=False)
    receipt = BroughtFile(label=gettext_lazy("Receipt"), required=False)


class DocumentForm(forms.Form):
    """A document that came later."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=[(kind.value, kind.label) for kind in BROUGHT_KINDS]
    )
    file = BroughtFile(label=gettext_lazy("File"))

    def clean_kind(self) -> DocumentKind:
        """As its member."""
        return DocumentKind(self.cleaned_data["kind"])


class AnswerForm(WithoutNumbers, forms.Form):
    """KPU's answer to the ticked records."""

    claim = forms.ChoiceField(label=gettext_lazy("Answer"), choices=Claim.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason or remark"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Needed for a rejection. No NIK."),
    )

    def clean_reason(self) -> str:
        """Read by many."""
        return self.refuse_numbers(str(self.cleaned_data["reason"]))


class WorkbookForm(forms.Form):
    """The attachment as it comes back."""

    workbook = forms.FileField(
        label=gettext_lazy("Answered attachment (xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("The attachment of this letter with its answer columns filled in."),
    )

    def clean_workbook(self) -> Any:
        """Within the limit."""
        upload = self.cleaned_data["workbook"]
        if upload.size > DOCUMENT_LIMIT:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return upload


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands on every letter."""

    logo = forms.FileField(
        label=gettext_lazy("Emblem on the letterhead"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".png"}),
        help_text=gettext_lazy("PNG, at most 300 kB. Empty: the one there is stays."),
    )

    class Meta:
        model = OfficeData
        fields = [
            "institution",
            "title",
            "address",
            "contact",
            "place",
            "classification",
            "office_code",
            "position",
            "signatory",
            "nip",
            "addressee",
            "addressee_place",
            "nature",
            "deadline_days",
            "copies",
        ]
        widgets = {"copies": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "classification": gettext_lazy("As in 122/PM.00.01/K.SS-09/11/2024: the second part."),
            "office_code": gettext_lazy("As in 122/PM.00.01/K.SS-09/11/2024: the third part."),
            "nip": gettext_lazy("Only for a civil servant, such as the head of the secretariat."),
            "copies": gettext_lazy("One a line."),
        }

    def clean_logo(self) -> Any:
        """A PNG by its first bytes."""
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        if upload.size > LOGO_LIMIT:
            raise forms.ValidationError(_("The picture is larger than 300 kB."))
        begins = upload.read(8)
        upload.seek(0)
        if begins != SIGNATURES[".png"]:
            raise forms.ValidationError(_("This is no PNG picture."))
        return upload


class TemplateForm(forms.Form):
    """The office's own Word template."""

    template = forms.FileField(
        label=gettext_lazy("Word template (docx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("Download the template, change it in Word, and bring it back here."),
    )

    def clean_template(self) -> Any:
        """By name and size; whether it can be filled is tried afterwards."""
        upload = self.cleaned_data["template"]
        if PurePosixPath(upload.name).suffix.lower() != ".docx":
            raise forms.ValidationError(_("This is no Word document (.docx)."))
        if upload.size > TEMPLATE_LIMIT:
            raise forms.ValidationError(_("The template is larger than 5 MB."))
        return upload


def place_choices(places: Sequence[Region]) -> list[tuple[str, str]]:
    """Sub-districts, and below them their villages."""
    indent = "\u00a0\u00a0\u00a0"
    return [(place.code, f"{indent * (place.level == Level.VILLAGE)}{place.name}") for place in places]


def _choose(form: forms.Form, name: str, values: Sequence[tuple[Any, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = [("", _("All")), *values]
