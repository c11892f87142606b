"""What is asked about a case, from the report to the answer, and about awareness meetings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saksama.language import Text
from saksama.office.agencies.models import Agency
from saksama.office.clock import today
from saksama.office.neutrality.catalogue import acts, bodies, sanctions
from saksama.office.neutrality.decision_file import DECISION_KINDS, check_decision
from saksama.office.neutrality.models import (
    Answer,
    Assessment,
    Audience,
    Awareness,
    CaseEvidence,
    EvidenceKind,
    Group,
    Handover,
    NeutralityCase,
    Outcome,
    PersonKind,
    Source,
    Status,
)
from saksama.office.neutrality.models.assessment import CLASSES_OF
from saksama.office.records.forms import (
    DateInput,
    FilesField,
    RecordFilter,
    RecordForm,
    without_personal_number,
)
from saksama.office.records.models.attachment import check

PROGRESS = "progress"
EMPTY = ("", "–")


def said(text: Text) -> str:
    """In the reader's language."""
    return text.in_("en" if get_language() == "en" else "id")


def conduct_choices() -> list[Any]:
    """Kinds of conduct, grouped by whose rules they are in."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for act in acts().values():
        whom = " · ".join(str(group.label) for group in Group if group.value in act.for_whom)
        groups.setdefault(whom, []).append((act.key, said(act.title)))
    return list(groups.items())


class CaseForm(RecordForm):
    """A case, new or corrected. Whoever handles cases is asked for more than whoever reports one."""

    conduct = forms.ChoiceField(
        label=_("Kind of conduct"),
        help_text=_("By the joint decree (SKB) of 2022 and the laws. Not sure? Choose the last line."),
    )

    class Meta(RecordForm.Meta):
        model = NeutralityCase
        fields = [
            "conduct", "occurred", "region", "place", "account", "person_kind", "position", "unit", "agency", "name",
            "nip", "source", "stage", "classification",
        ]  # fmt: skip
        widgets = {"occurred": DateInput(), "account": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "position": _("The office, not the name: Kepala Seksi …, guru, Kepala Desa …"),
            "unit": _("Such as SD Negeri 2 …, Desa …, Polsek …"),
            "name": _("Shown to others as initials until somebody asks for it, which is written down."),
            "account": _("Who did what, when, before whom. Write the office instead of the name."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["conduct"].choices = [("", "---------"), *conduct_choices()]
        fields["agency"].queryset = Agency.objects.within(".".join(self.viewer.region.split(".")[:2]))
        fields["agency"].empty_label = gettext("none of these")
        fields["person_kind"].required = fields["position"].required = True
        self.initial["occurred"] = self.initial.get("occurred") or today()
        if not self.viewer.may("neutrality.handle"):
            del fields["nip"], fields["agency"]
        if len(fields["classification"].choices) == 1:
            del fields["classification"]

    def clean_occurred(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["occurred"]
        if day > (self.instance.day or today()):
            raise forms.ValidationError(gettext("It cannot be reported before it happened."))
        return day

    def clean_nip(self) -> str:
        """18 digits of a civil servant, fewer of a soldier or policeman; none is a NIK."""
        number = str(self.cleaned_data["nip"]).replace(" ", "")
        if number and (not number.isdecimal() or len(number) == 16):
            raise forms.ValidationError(gettext("A NIP has 18 digits, an NRP fewer than 16. A NIK is not asked for."))
        return number


class FirstEvidenceForm(forms.Form):
    """What comes with a report: a link, photos, when it was seen."""

    url = forms.URLField(label=_("Link to it"), required=False, max_length=500, assume_scheme="https")
    seen = forms.DateField(label=_("Seen or taken on"), widget=DateInput())
    photos = FilesField(
        label=_("Screenshots or photos"), help_text=_("Each is kept unchanged, under the hash of its content.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", today())

    def clean(self) -> dict[str, Any]:
        """A case without anything to look at is hearsay."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not told.get("url") and not told.get("photos") and not self.errors:
            raise forms.ValidationError(gettext("Give a link or attach a screenshot or photo."))
        if told.get("url"):
            without_personal_number(told["url"])
        return told


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """One more piece of evidence."""

    url = forms.URLField(label=_("Link to it"), required=False, max_length=500, assume_scheme="https")
    upload = forms.FileField(label=_("File"), required=False)

    class Meta:
        model = CaseEvidence
        fields = ["kind", "title", "url", "seen"]
        widgets = {"seen": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", today())

    def clean_upload(self) -> Any:
        """Of a kind that may be kept."""
        upload = self.cleaned_data.get("upload")
        if upload:
            check(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        """A file, or at least a link; no number of a person."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("title", "url"):
            without_personal_number(told.get(name) or "")
        if not told.get("upload") and not told.get("url") and not self.errors:
            raise forms.ValidationError(gettext("Give a link or attach a file."))
        if not told.get("upload") and told.get("kind") not in ("", None, EvidenceKind.LINK):
            self.add_error("upload", gettext("Attach the file."))
        return told


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """The kajian. The class is chosen by a person; the program proposes none."""

    bases = forms.MultipleChoiceField(
        label=_("Legal basis by the catalogue"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=_("Other legal basis, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Assessment
        fields = ["facts", "analysis", "klass", "reason"]
        widgets = {
            "facts": forms.Textarea(attrs={"rows": 5}),
            "analysis": forms.Textarea(attrs={"rows": 5}),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"facts": _("One a line."), "reason": _("The same act can stand in more than one list.")}

    def __init__(self, *args: Any, case: NeutralityCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        classes = CLASSES_OF[Group(case.group)] if case.group else ()
        fields["klass"].choices = [EMPTY, *((each.value, each.label) for each in classes)]
        known = [each.basis for each in acts()[case.conduct].lists] if case.conduct in acts() else []
        fields["bases"].choices = [(basis, basis) for basis in dict.fromkeys(known)]
        kept = self.instance.bases
        self.initial["bases"] = [basis for basis in kept if basis in known]
        self.initial["more"] = "\n".join(basis for basis in kept if basis not in known)

    def clean(self) -> dict[str, Any]:
        """At least one legal basis; no number of a person."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("facts", "analysis", "reason", "more"):
            without_personal_number(told.get(name) or "")
        lines = [*told.get("bases", []), *(line.strip() for line in (told.get("more") or "").splitlines())]
        self.instance.legal_basis = "\n".join(dict.fromkeys(line for line in lines if line))
        if not self.instance.legal_basis and told.get("klass") != "none":
            raise forms.ValidationError(gettext("Name at least one legal basis."))
        return told


class HandoverForm(forms.ModelForm):  # type: ignore[type-arg]
    """The letter to a body that was chosen before."""

    class Meta:
        model = Handover
        fields = ["addressee", "addressee_place", "agency", "number", "dated", "answer_by", "copies"]
        widgets = {"dated": DateInput(), "answer_by": DateInput(), "copies": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.visible_to(viewer)
        agency.empty_label = gettext("nobody here")

    def clean(self) -> dict[str, Any]:
        """The answer after the letter."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        dated, answer_by = told.get("dated"), told.get("answer_by")
        if dated and answer_by and answer_by < dated:
            self.add_error("answer_by", gettext("An answer cannot be expected before the letter."))
        if dated and not bodies()[self.instance.body].takes_on(dated):
            self.add_error("dated", gettext("This body no longer existed on that day."))
        return told


class AnswerForm(forms.Form):
    """What the body says: still at work, or its decision."""

    answer = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)
    sanction = forms.ChoiceField(label=_("Sanction"), required=False)
    decision_number = forms.CharField(label=_("Number of the decision"), required=False, max_length=80)
    decision_day = forms.DateField(label=_("Date of the decision"), required=False, widget=DateInput())
    answered_by = forms.CharField(
        label=_("Who answers"), max_length=120, help_text=_("The office, such as Sekretaris …")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    upload = forms.FileField(
        label=_("Letter of decision"),
        required=False,
        help_text=_("PDF, or a photo of it; at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(DECISION_KINDS)}),
    )

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        decided = [(each.value, each.label) for each in Answer if each.value]
        fields["answer"].choices = [(PROGRESS, gettext("Received, still being handled")), *decided]
        kinds = [each for each in sanctions().values() if group in each.for_whom]
        fields["sanction"].choices = [EMPTY, *((each.key, said(each.title)) for each in kinds)]

    def clean_upload(self) -> Any:
        """A file that is what its name says: it may come from somebody without an account."""
        upload = self.cleaned_data["upload"]
        if upload:
            check(upload)
            check_decision(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        """A sanction with its decision; word of progress with a note."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        answer = told.get("answer")
        for name in ("note", "answered_by", "decision_number"):
            without_personal_number(told.get(name) or "")
        if answer == Answer.SANCTION:
            if not told.get("sanction"):
                self.add_error("sanction", gettext("Which sanction?"))
            if not told.get("decision_number") or not told.get("decision_day"):
                self.add_error("decision_number", gettext("Number and date of the decision are missing."))
        elif answer and not told.get("note"):
            self.add_error("note", gettext("Please say more in a note."))
        if told.get("upload") and answer == PROGRESS:
            self.add_error("upload", gettext("The letter comes with the decision. Word of progress needs no file."))
        if told.get("decision_day") and told["decision_day"] > today():
            self.add_error("decision_day", gettext("This day is still to come."))
        return told


class CaseFilter(RecordFilter):
    """Which cases to list."""

    model = NeutralityCase
    statuses = Status.choices
    exact = ("person_kind", "conduct", "agency", "source", "outcome")

    person_kind = forms.ChoiceField(
        label=_("What the person is"), required=False, choices=[("", _("All")), *PersonKind.choices]
    )
    conduct = forms.ChoiceField(label=_("Kind of conduct"), required=False)
    agency = forms.ModelChoiceField(label=_("Agency"), required=False, queryset=Agency.objects.none())
    source = forms.ChoiceField(label=_("Source"), required=False, choices=[("", _("All")), *Source.choices])
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    late = forms.BooleanField(label=_("Only late ones"), required=False)

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["conduct"].choices = [("", gettext("All")), *conduct_choices()]
        fields["outcome"].choices = [("", gettext("All")), *((o.value, o.label) for o in Outcome if o.value)]
        fields["agency"].queryset = Agency.objects.visible_to(viewer)
        fields["agency"].empty_label = gettext("All")

    def apply(self, rows: Any) -> Any:
        """Also by lateness."""
        found: Any = super().apply(rows)
        return found.late(today()) if self.cleaned_data.get("late") else found


class AwarenessForm(RecordForm):
    """An awareness meeting that was held."""

    uploads = FilesField(label=_("Materials, photos, list of who came"))

    class Meta(RecordForm.Meta):
        model = Awareness
        fields = [
            "title", "day", "region", "place", "stage", "audience", "agencies", "participants", "speakers", "materials",
        ]  # fmt: skip
        widgets = {
            "agencies": forms.CheckboxSelectMultiple,
            "materials": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agencies"]
        agencies.queryset = Agency.objects.within(".".join(self.viewer.region.split(".")[:2]))
        agencies.label_from_instance = lambda agency: agency.name


class AwarenessFilter(RecordFilter):
    """Which awareness meetings to list."""

    model = Awareness
    exact = ("audience",)

    audience = forms.ChoiceField(
        label=_("Who was spoken to"), required=False, choices=[("", _("All")), *Audience.choices]
    )


def bodies_for(group: str, day: Any) -> Iterable[Any]:
    """Who may act on a case of a group on a day; a body that was dissolved before is not among them."""
    return [each for each in bodies().values() if group in each.for_whom and each.takes_on(day)]
