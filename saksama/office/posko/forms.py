"""An entry in under a minute: what is not typed is already there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.posko.models import LogEntry, Narrative, Organiser
from saksama.office.records.forms import FilesField, RecordForm, TimeInput, without_personal_number

COPIED = (
    "title", "organiser", "stage", "region", "place", "starts", "ends", "agencies", "attendance", "situation",
)  # fmt: skip


class EntryForm(RecordForm):
    """The form of an entry; only what happened has to be typed."""

    photos = FilesField(label=gettext_lazy("Photos"), pictures=True)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    class Meta(RecordForm.Meta):
        model = LogEntry
        fields = [
            "title", "organiser", "stage", "region", "place", "day", "starts", "ends", "agencies", "attendance",
            "situation", "result", "problems", "classification",
        ]  # fmt: skip
        widgets = {
            **RecordForm.Meta.widgets,
            "starts": TimeInput,
            "ends": TimeInput,
            "result": forms.Textarea(attrs={"rows": 3}),
            "problems": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["attendance"].widget.attrs["inputmode"] = "numeric"
        fields["title"].help_text = _("For example: plenary meeting on the DPT.")
        fields["agencies"].help_text = _("Comma between: KPU, Bawaslu, Polres, Kodim.")
        fields["result"].help_text = _("One fact a line; the report begins each with “Bahwa”.")
        if self.instance.pk:
            del fields["key"]
        if self.instance.is_nil:  # said of one place and day, once
            fields["region"].disabled = fields["day"].disabled = True

    def clean(self) -> dict[str, Any]:
        """An activity ends after it begins."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("This is before the beginning."))
        return cleaned


def defaults(viewer: Account, like: LogEntry | None = None) -> dict[str, Any]:
    """What stands in an empty form: today, now, one's own place, the running stage, and what one wrote last.

    `like`: an entry to be copied for today.
    """
    now = timezone.localtime()
    given: dict[str, Any] = {"day": today(), "region": viewer.region, "key": str(uuid4())}
    if like is not None:
        given |= {name: getattr(like, name) for name in COPIED}
        given["stage"] = like.stage_id
        return given
    last = LogEntry.objects.filter(by=viewer, is_nil=False).order_by("-id").first()
    if last is not None:
        given |= {"organiser": last.organiser, "region": last.region, "place": last.place}
    given["starts"] = _quarter(now)
    running = list(Stage.objects.filter(election=current_election(today())).running(today()))
    keys = [stage.pk for stage in running]
    if last is not None and last.stage_id in keys:
        given["stage"] = last.stage_id
    elif running:
        given["stage"] = max(running, key=lambda stage: (stage.begins, stage.position)).pk
    given.setdefault("organiser", Organiser.KPU)
    return given


def _quarter(moment: datetime) -> Any:
    """The quarter of an hour before."""
    return (moment - timedelta(minutes=moment.minute % 15)).time().replace(second=0, microsecond=0)


class PublishForm(forms.Form):
    """What the public reads and sees of an entry."""

    text = forms.CharField(
        label=gettext_lazy("Text for the public"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("In plain words: what happened, where, when. No names of private persons."),
    )
    photos = forms.MultipleChoiceField(
        label=gettext_lazy("Photos"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, pictures: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["photos"].choices = [(str(each.pk), each.caption or each.name) for each in pictures]
        if not pictures:
            del fields["photos"]

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class NarrativeForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words of a report."""

    class Meta:
        model = Narrative
        fields = list(Narrative.FIELDS)
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in Narrative.FIELDS}

    def clean(self) -> dict[str, Any]:
        """Without numbers of people."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for value in cleaned.values():
            without_personal_number(str(value))
        return cleaned
