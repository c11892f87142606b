"""What of a meeting goes out by e-mail: letters with the calendar entry, a cancellation, the summary."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from saksama.office.election.models import Region
from saksama.office.mail.models import Choice, File, Mail, Preference
from saksama.office.mail.outbox import letter, put
from saksama.office.mail.transport import is_on
from saksama.office.mail.wording import absolute
from saksama.office.meetings.invitations import calendar, letters
from saksama.office.meetings.models import Invitee, Meeting
from saksama.office.meetings.summary import summary_pdf
from saksama.office.recommendations.letter.indonesian import day_and_date

SIGNATORY = "Ketua"


def region_name(meeting: Meeting) -> str:
    """The region of the office that calls it, for the letterhead."""
    return Region.objects.filter(code=meeting.region).values_list("name", flat=True).first() or meeting.region


def answer_link(invitee: Invitee) -> str:
    """By which whoever holds the letter answers."""
    return absolute(reverse("answer_by_link", args=[invitee.link_code()]))


def mail_letters(meeting: Meeting) -> int:
    """To everybody on the list who has an address: the letter, the calendar entry, the link. Gives the number.

    In the transaction around; a letter takes some hundredths of a second to typeset.
    """
    if not is_on():
        return 0
    region, url = region_name(meeting), absolute(meeting.get_absolute_url())
    entry = File("rapat.ics", "text/calendar", calendar(meeting, url))
    sent = []
    for invitee in _reachable(meeting):
        link = answer_link(invitee)
        pdf = File("undangan.pdf", "application/pdf", letters([(invitee, link)], region, SIGNATORY))
        body = (
            f"Yth. {invitee.title}\n\nTerlampir undangan rapat: {meeting.theme}\n{_when(meeting)}\n"
            f"Tempat: {meeting.place or '–'}\n\nMohon jawab melalui tautan berikut, tanpa perlu akun:\n{link}\n"
        )
        for address in invitee.addresses:
            sent.append(_mail(meeting, invitee, address, f"Undangan: {meeting.theme}", body, (pdf, entry)))
        invitee.mailed = timezone.now()
        invitee.save(update_fields=["mailed"])
    put(sent)
    return len(sent)


def mail_word(meeting: Meeting, said: str) -> None:
    """One sentence to all whom a letter was mailed to, with the calendar entry as it now is."""
    entry = File("rapat.ics", "text/calendar", calendar(meeting, absolute(meeting.get_absolute_url())))
    body = f"{said}\n{_when(meeting)}\n"
    mailed = [each for each in _reachable(meeting) if each.mailed]
    put(_mail(meeting, each, address, said, body, (entry,)) for each in mailed for address in each.addresses)


def mail_summary(meeting: Meeting) -> None:
    """The summary to all whom a letter was mailed to."""
    if not is_on():
        return
    mailed = [each for each in _reachable(meeting) if each.mailed]
    if mailed:
        pdf = File("risalah.pdf", "application/pdf", summary_pdf(meeting, region_name(meeting), SIGNATORY))
        subject = f"Risalah rapat: {meeting.theme}"
        body = f"Terlampir risalah rapat: {meeting.theme}\n{_when(meeting)}\n"
        put(_mail(meeting, each, address, subject, body, (pdf,)) for each in mailed for address in each.addresses)


def _reachable(meeting: Meeting) -> Iterable[Invitee]:
    """Those with an address; supervisors who want no e-mail get none."""
    unwilling = set(Preference.objects.filter(choice=Choice.NONE).values_list("account", flat=True))
    rows = meeting.invitees.select_related("agency", "account", "meeting").prefetch_related("agency__liaisons")
    return [each for each in rows if each.addresses and each.account_id not in unwilling]


def _mail(meeting: Meeting, to: Invitee, address: str, subject: str, body: str, files: tuple[File, ...]) -> Mail:
    return letter(address, subject, body, account=to.account, region=meeting.region, files=files)


def _when(meeting: Meeting) -> str:
    days = day_and_date(meeting.day)
    return days if meeting.day == meeting.last_day else f"{days} sampai dengan {day_and_date(meeting.last_day)}"
