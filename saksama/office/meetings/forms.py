"""What is asked about a meeting and all that belongs to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import LIAISONS, Role
from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency
from saksama.office.meetings.models import (
    ActionItem,
    Answer,
    Attendance,
    Decision,
    Invitee,
    ItemStatus,
    Kind,
    Meeting,
    MeetingStatus,
    Session,
)
from saksama.office.records.forms import DateInput, RecordFilter, RecordForm, TimeInput, without_personal_number


class MeetingForm(RecordForm):
    """A meeting to plan."""

    class Meta:
        model = Meeting
        fields = ["theme", "kind", "day", "last_day", "place", "region", "stage", "aim", "number"]
        widgets = {"last_day": DateInput, "aim": forms.Textarea(attrs={"rows": 3})}
        labels = {"day": _("First day"), "place": _("Venue")}

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("last_day") and cleaned["last_day"] < cleaned["day"]:
            self.add_error("last_day", gettext("The last day is before the first."))
        return cleaned


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A session of a meeting."""

    class Meta:
        model = Session
        fields = ["day", "begins", "ends", "title", "speaker"]
        widgets = {"day": DateInput, "begins": TimeInput, "ends": TimeInput}

    def clean(self) -> dict[str, Any]:
        """Within the days of the meeting, and in order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        meeting: Meeting = self.instance.meeting
        if cleaned.get("day") and not meeting.day <= cleaned["day"] <= meeting.last_day:
            self.add_error("day", gettext("The meeting is not on that day."))
        if cleaned.get("begins") and cleaned.get("ends") and cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", gettext("It ends before it begins."))
        return cleaned


class MinutesForm(forms.Form):
    """What was said in a session. The version says which text it was written upon."""

    minutes = forms.CharField(label=_("Minutes"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_minutes(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["minutes"]))


class InviteForm(forms.Form):
    """Whom to invite: agencies, all Panwaslu Kecamatan, somebody by title."""

    agencies = forms.ModelMultipleChoiceField(
        label=_("Agencies"), required=False, queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    all_districts = forms.BooleanField(label=_("All Panwaslu Kecamatan"), required=False)
    title = forms.CharField(label=_("Somebody else, by title"), required=False, max_length=160)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agencies"]
        invited = meeting.invitees.exclude(agency=None).values("agency")
        agencies.queryset = Agency.objects.within(meeting.region).exclude(pk__in=invited)
        agencies.initial = [agency.pk for agency in agencies.queryset if agency.is_active]


class AnswerForm(forms.Form):
    """The answer to an invitation."""

    answer = forms.ChoiceField(
        label=_("Will you come?"), choices=[each for each in Answer.choices if each[0]], widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Who comes instead, or why nobody can"), required=False, max_length=200)

    def clean_note(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["note"]))


class AttendanceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody who is there."""

    class Meta:
        model = Attendance
        fields = ["invitee", "name", "position"]

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitee: Any = self.fields["invitee"]
        invitee.queryset = Invitee.objects.filter(meeting=meeting)
        invitee.label = gettext("Invited as")
        invitee.empty_label = gettext("not on the list")

    def clean_name(self) -> str:
        """A name is a name."""
        return without_personal_number(str(self.cleaned_data["name"]))


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A decision."""

    class Meta:
        model = Decision
        fields = ["text"]

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class AgendaForm(forms.Form):
    """A point of one's own."""

    text = forms.CharField(label=_("Another point"), max_length=300)


class ItemForm(RecordForm):
    """An action item: what, who, until when."""

    class Meta:
        model = ActionItem
        fields = ["text", "agency", "account", "day"]
        labels = {"day": _("Until")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["agency"].queryset = Agency.objects.visible_to(self.viewer)
        roles = [Role.HEAD, Role.STAFF, Role.DISTRICT]
        fields["account"].queryset = Account.objects.visible_to(self.viewer).filter(is_active=True, role__in=roles)
        fields["account"].label_from_instance = lambda account: account.name
        if self.instance.pk is None:
            self.initial["day"] = None

    def clean(self) -> dict[str, Any]:
        """One owner, exactly."""
        cleaned = super().clean()
        if bool(cleaned.get("agency")) == bool(cleaned.get("account")):
            raise forms.ValidationError(gettext("Choose an agency or a person, one of them."))
        return cleaned


class MeetingFilter(RecordFilter):
    """Which meetings to list."""

    model = Meeting
    statuses = MeetingStatus.choices
    exact = ("kind",)

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])


class ItemFilter(RecordFilter):
    """Which action items to list."""

    model = ActionItem
    statuses = ItemStatus.choices
    exact = ("agency",)

    agency = forms.ModelChoiceField(
        label=_("Agency"), required=False, queryset=Agency.objects.none(), empty_label=_("All")
    )

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        agency: Any = self.fields["agency"]
        mine = Agency.objects.of(viewer) if viewer.role in LIAISONS else Agency.objects.visible_to(viewer)
        agency.queryset = mine
