"""Examples for the addresses of the meetings."""

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.meetings.models import AgendaItem, Decision, Invitee, Meeting, MeetingStatus
from tests.office.conftest import Cast
from tests.office.meetings.conftest import invite, make_agency, make_item, make_meeting


def _meeting_for(viewer: Account) -> tuple[Meeting, Invitee]:
    meeting = make_meeting(viewer)
    invited = invite(meeting, make_agency(viewer))
    if viewer.role == Role.DISTRICT:
        Invitee.objects.create(meeting=meeting, account=viewer, title="Panwaslu")
    return meeting, invited


def _meeting(cast: Cast, viewer: Account) -> dict[str, object]:
    return {"pk": _meeting_for(viewer)[0].pk}


def _session(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting = _meeting_for(viewer)[0]
    return {"pk": meeting.pk, "session": meeting.sessions.get().pk}


def _invitee(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting, invited = _meeting_for(viewer)
    return {"pk": meeting.pk, "invitee": invited.pk}


def _item(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting, invited = _meeting_for(viewer)
    assert invited.agency is not None
    return {"pk": make_item(meeting, invited.agency, viewer).pk}


def _answer_link(cast: Cast, viewer: Account) -> dict[str, object]:
    invited = _meeting_for(viewer)[1]
    return {"code": invited.link_code()}


def _point(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting = _meeting_for(viewer)[0]
    return {"pk": meeting.pk, "point": AgendaItem.objects.create(meeting=meeting, text="IKP").pk}


def _decision(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting = _meeting_for(viewer)[0]
    return {"pk": meeting.pk, "decision": Decision.objects.create(meeting=meeting, text="Setuju", by=viewer).pk}


def _closed(cast: Cast, viewer: Account) -> dict[str, object]:
    meeting = _meeting_for(viewer)[0]
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.CLOSED)
    return {"pk": meeting.pk}


EXAMPLES = {
    "meeting": _meeting,
    "change_meeting": _meeting,
    "add_session": _meeting,
    "session": _session,
    "add_attendance": _session,
    "add_agenda": _meeting,
    "invite": _meeting,
    "answer_invitation": _invitee,
    "invitation_letter": _invitee,
    "meeting_decision": _meeting,
    "give_item": _meeting,
    "meeting_calendar": _meeting,
    "signatures": _meeting,
    "meeting_summary": _closed,
    "change_session": _session,
    "remove_session": _session,
    "change_agenda": _point,
    "remove_invitee": _invitee,
    "all_letters": _meeting,
    "mail_invitations": _meeting,
    "remove_decision": _decision,
    "change_item": _item,
    "item": _item,
    "answer_by_link": _answer_link,
    "attend": lambda cast, viewer: {"code": _meeting_for(viewer)[0].sessions.get().code},
}
