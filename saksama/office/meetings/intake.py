"""Meetings and action items from outside: by the API, and from a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from saksama.office.meetings import actions
from saksama.office.meetings.forms import ItemForm, MeetingForm
from saksama.office.meetings.models import ActionItem, Meeting
from saksama.office.meetings.promising import tell_owners
from saksama.office.records.intake import Intake, register_intake


class ItemOfMeetingForm(ItemForm):
    """An action item that says of which meeting it is; on the page of a meeting that goes without saying."""

    class Meta(ItemForm.Meta):
        fields = ["meeting", *ItemForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: Any = self.fields["meeting"]
        meeting.queryset = Meeting.objects.visible_to(self.viewer)
        if self.instance.pk:  # it was promised there and nowhere else
            del self.fields["meeting"]


def _lies_where_its_meeting_lies(item: ActionItem, told: Mapping[str, Any], by: Any) -> None:
    item.region = item.meeting.region


def _tell(item: ActionItem, told: Mapping[str, Any], by: Any, is_new: bool) -> None:
    if is_new:
        tell_owners(item)


MEETINGS = register_intake(
    Intake(
        "meetings",
        Meeting,
        _("Meetings"),
        "meetings.write",
        "meetings",
        MeetingForm,
        blank=lambda by: Meeting(by=by),
        written=actions.MEETING_WRITTEN,
        changed=actions.MEETING_CHANGED,
        goes_out=True,
    )
)

ITEMS = register_intake(
    Intake(
        "items",
        ActionItem,
        _("Action items"),
        "meetings.write",
        "items",
        ItemOfMeetingForm,
        blank=lambda by: ActionItem(by=by),
        written=actions.ITEM_GIVEN,
        changed=actions.ITEM_CHANGED,
        before=_lies_where_its_meeting_lies,
        after=_tell,
    )
)
