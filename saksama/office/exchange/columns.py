"""The columns of a table for an intake: what they are called, what may stand in them, an example."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from saksama.office.clock import today
from saksama.office.records.intake import Intake

KEY = "key"
OURS = "saksama:"  # a key that names a record of the office by its number
EXAMPLE = "CONTOH"  # the key of the row that shows how; it is read by nobody
KEY_LABELS = {"id": "Kunci", "en": "Key"}
MOST_CHOICES = 40  # explained in the template; the rest is in the office's own lists


@dataclass(frozen=True)
class Choice:
    """What may stand in a cell: its code, and its names in both languages."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class TableColumn:
    """One column; the key has no field."""

    name: str
    labels: tuple[str, str]  # Indonesian, English
    field: forms.Field | None
    choices: tuple[Choice, ...] = ()

    @property
    def label(self) -> str:
        """In the reader's language."""
        return self.labels[1] if translation.get_language() == "en" else self.labels[0]

    @property
    def is_required(self) -> bool:
        """True if it must be filled in, unless a record that is changed has it already."""
        return self.field is not None and self.field.required

    @property
    def names(self) -> frozenset[str]:
        """What a heading may say."""
        return frozenset(plain(each) for each in (self.name, *self.labels))


def plain(heading: str) -> str:
    """Without case, stars and doubled blanks."""
    return " ".join(heading.replace("*", " ").replace("_", " ").lower().split())


def columns_of(intake: Intake, viewer: Any) -> list[TableColumn]:
    """The key first, then the fields of the form as this viewer may fill them in."""
    with translation.override("id"):
        indonesian = intake.fields(intake.form(instance=intake.blank(viewer), viewer=viewer))  # type: ignore[call-arg]
        told_id = {name: (str(field.label or name), _choices(field)) for name, field in indonesian.items()}
    with translation.override("en"):
        english = intake.fields(intake.form(instance=intake.blank(viewer), viewer=viewer))  # type: ignore[call-arg]
        told_en = {name: (str(field.label or name), _choices(field)) for name, field in english.items()}
    made = [TableColumn(KEY, (KEY_LABELS["id"], KEY_LABELS["en"]), None)]
    for name, field in english.items():
        choices = tuple(
            Choice(code, (told_id[name][1].get(code, label), label)) for code, label in told_en[name][1].items()
        )
        labels = (_capital(told_id[name][0]), _capital(told_en[name][0]))
        made.append(TableColumn(name, labels, field, choices))
    return _told_apart(made)


def explanation(column: TableColumn) -> str:
    """What may stand in a column, in words."""
    field = column.field
    if column.name == KEY:
        return _("Your own number of the row. A row whose key was imported before is not made again.")
    if isinstance(field, forms.ModelMultipleChoiceField):
        return _("Names, a semicolon between.")
    if column.choices:
        shown = "; ".join(choice.names[translation.get_language() == "en"] for choice in column.choices[:MOST_CHOICES])
        more = len(column.choices) - MOST_CHOICES
        return shown if more <= 0 else _("%(shown)s; and %(more)d more") % {"shown": shown, "more": more}
    if isinstance(field, forms.DateTimeField):
        return _("Date and time such as 2024-09-26 14:30.")
    if isinstance(field, forms.DateField):
        return _("Date such as 2024-09-26 or 26/09/2024.")
    if isinstance(field, forms.TimeField):
        return _("Time such as 14:30.")
    if isinstance(field, forms.BooleanField):
        return _("yes or no")
    if isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField):
        return _("A number.")
    limit = getattr(field, "max_length", None)
    return _("Text, at most %(limit)d characters.") % {"limit": limit} if limit else _("Text.")


def example(column: TableColumn) -> str:
    """A value that fits."""
    field = column.field
    if column.name == KEY:
        return EXAMPLE
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ""
    if column.choices:
        return column.choices[0].code if column.name == "region" else column.choices[0].names[0]
    if isinstance(field, forms.DateTimeField):
        return f"{today().isoformat()} 09:00"
    if isinstance(field, forms.DateField):
        return today().isoformat()
    if isinstance(field, forms.TimeField):
        return "09:00"
    if isinstance(field, forms.BooleanField):
        return "ya"
    if isinstance(field, forms.IntegerField | forms.FloatField | forms.DecimalField):
        return "" if not column.is_required else "1"
    return column.labels[0] if column.is_required else ""


def _choices(field: forms.Field) -> dict[str, str]:
    if isinstance(field, forms.ModelChoiceField):
        queryset: Any = field.queryset
        return {str(each.pk): str(field.label_from_instance(each)) for each in queryset[:2000]}
    if not isinstance(field, forms.ChoiceField):
        return {}
    flat: dict[str, str] = {}
    choices: Any = field.choices
    for code, label in choices:
        inner = label if isinstance(label, list | tuple) else [(code, label)]
        flat |= {str(each): str(name) for each, name in inner if str(each)}
    return flat


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _told_apart(columns: list[TableColumn]) -> list[TableColumn]:
    """Two fields with one label get their names behind it."""
    found = []
    for column in columns:
        shared = any(column is not other and column.names & other.names - {plain(column.name)} for other in columns)
        labels = (f"{column.labels[0]} ({column.name})", f"{column.labels[1]} ({column.name})")
        found.append(TableColumn(column.name, labels, column.field, column.choices) if shared else column)
    return found
