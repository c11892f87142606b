"""What making a checklist asks, the place to fill it in for, and the filters of the sheets."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.checklists.models import EXPRESSION_KINDS, Checklist, Kind, Question, Sheet, Status
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.records.forms import RecordFilter


class ChecklistForm(forms.ModelForm):  # type: ignore[type-arg]
    """The head of a checklist."""

    class Meta:
        model = Checklist
        fields = ["name", "purpose", "stage", "unit", "repeats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["stage"].queryset = Stage.objects.filter(election=current_election(today()))
        fields["stage"].empty_label = _("none")
        fields["stage"].required = False


class ShippedForm(forms.Form):
    """One that comes with the program."""

    shipped = forms.ChoiceField(label=gettext_lazy("Begin with"))


class FileForm(forms.Form):
    """A file to read."""

    file = forms.FileField(label=gettext_lazy("File"))


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One question; its expressions are read before it is kept."""

    options = forms.CharField(
        label=gettext_lazy("Choices, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Words as they are to be read. For a name of your own: name = words."),
    )

    class Meta:
        model = Question
        fields = [
            "label", "kind", "options", "required", "hint", "section", "name", "minimum", "maximum", "condition",
            "check_text", "check_message", "incident", "incident_kind",
        ]  # fmt: skip
        help_texts = {
            "name": gettext_lazy(
                "How other questions speak of it: small letters, digits, _. Empty: made from the question."
            ),
            "condition": gettext_lazy("Such as: tiba = yes and jumlah > 0"),
            "check_text": gettext_lazy("Such as: sah + tidak_sah = .   The dot is this answer."),
            "incident": gettext_lazy("Such as: . = no. The index counts incidents."),
            "incident_kind": gettext_lazy("Such as: logistics.late"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        if self.instance.pk:
            self.fields["options"].initial = "\n".join(f"{name} = {label}" for name, label in self.instance.choices)

    def clean_options(self) -> list[list[str]]:
        """Names and words."""
        rows = []
        for line in str(self.cleaned_data["options"]).splitlines():
            name, equals, label = line.partition("=")
            if line.strip():
                label = label.strip() if equals else line.strip()
                name = slugify(name.strip() if equals else label).replace("-", "_")[:40]
                rows.append([name, label[:120]])
        names = [name for name, _label in rows]
        if len(names) != len(set(names)) or "" in names:
            raise ValidationError(_("Two choices have the same name."))
        return rows

    def clean(self) -> dict[str, Any]:
        """A name that is free, choices where they are needed, expressions that make sense."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name = cleaned.get("name") or slugify(cleaned.get("label", "")).replace("-", "_")[:40]
        name = name if re.match(r"[a-z]", name) else f"p_{name}"[:40]
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            self.add_error("name", _("Small letters, digits and _ only."))
        version = self.instance.version
        if version.questions.filter(name=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Another question has this name."))
        cleaned["name"] = name
        if cleaned.get("kind") in (Kind.CHOICE, Kind.SEVERAL) and not cleaned.get("options"):
            self.add_error("options", _("Which answers may be chosen?"))
        self._read_expressions(cleaned, name)
        return cleaned

    def _read_expressions(self, cleaned: dict[str, Any], name: str) -> None:
        before = self.instance.version.questions.filter(position__lt=self.instance.position)
        kinds = {each.name: EXPRESSION_KINDS[Kind(each.kind)] for each in before if each.kind in EXPRESSION_KINDS}
        own = {name: EXPRESSION_KINDS[Kind(cleaned["kind"])]} if cleaned.get("kind") in EXPRESSION_KINDS else {}
        parts = {"condition": cleaned.get("condition", ""), "check_text": cleaned.get("check_text", "")}
        asked = Question(name=name, incident=cleaned.get("incident", ""), **parts)
        for part, field in (("condition", "condition"), ("check", "check_text"), ("incident", "incident")):
            try:
                asked.read(part, kinds if part == "condition" else kinds | own)
            except ValidationError as error:
                self.add_error(field, error)

    def save(self, commit: bool = True) -> Any:
        """With its choices."""
        self.instance.choices = self.cleaned_data["options"]
        return super().save(commit)


class SheetFilter(RecordFilter):
    """Which sheets."""

    model = Sheet
    statuses: Sequence[tuple[str, Any]] = Status.choices
    exact = ("checklist",)
    checklist = forms.ModelChoiceField(
        label=gettext_lazy("Checklist"),
        required=False,
        queryset=Checklist.objects.none(),
        empty_label=gettext_lazy("All"),
    )
    incident = forms.BooleanField(label=gettext_lazy("With an incident"), required=False)

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["checklist"].queryset = Checklist.objects.visible_to(viewer)

    def apply(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """As in every room, and those with an incident."""
        rows = super().apply(rows)
        return rows.exclude(incidents=[]) if self.cleaned_data.get("incident") else rows
