"""One's own choice of e-mail, and for administrators whether e-mail works."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saksama.language import Text
from saksama.office.accounts.access import audience
from saksama.office.accounts.request import OfficeRequest
from saksama.office.jobs.models import TimedRun
from saksama.office.jobs.timetable import TIMED
from saksama.office.listing import listing
from saksama.office.mail import actions
from saksama.office.mail.forms import PreferenceForm
from saksama.office.mail.models import Mail, Preference, State
from saksama.office.mail.outbox import letter, put, try_again
from saksama.office.mail.transport import is_on
from saksama.office.mail.wording import in_language_of, signed
from saksama.office.trail.record import record

TEST = Text("Surel percobaan dari Saksama", "Test e-mail of Saksama")
TEST_BODY = Text("Surel dari kantor ini sampai kepada Anda.", "The e-mails of this office reach you.")


@dataclass(frozen=True)
class Line:
    """A line of the timetable for the reader."""

    label: str
    at: str  # 05:30, or empty
    every: timedelta | None
    last: TimedRun | None


@audience("account.own")
@require_http_methods(["GET", "POST"])
def choice(request: OfficeRequest) -> HttpResponse:
    """When one wants to be told by e-mail; where the link at the end of each mail leads."""
    mine = Preference.objects.filter(account=request.user).first() or Preference(account=request.user)
    form = PreferenceForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, actions.PREFERENCE_CHANGED, request.user, details={"choice": mine.choice})
        messages.success(request, _("Saved."))
        return redirect("profile")
    return render(request, "mail/choice.html", {"form": form, "is_on": is_on()})


@audience("mail.manage")
@require_safe
def outbox(request: OfficeRequest) -> HttpResponse:
    """Whether e-mail works: the server, what waits, what failed and why; and when the timetable was last done."""
    rows = Mail.objects.visible_to(request.user)
    counts = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    runs = {each.code: each for each in TimedRun.objects.all()}
    context = {
        "is_on": is_on(),
        "server": settings.SMTP,
        "folder": settings.MAIL_FOLDER,
        "sender": settings.MAIL_FROM,
        "address": settings.ADDRESS,
        "counts": [(state.label, counts.get(state.value, 0)) for state in State],
        "troubled": counts.get(State.FAILED.value, 0),
        "listing": listing(request, rows.select_related("account")),
        "timetable": [
            Line(
                str(timed.label),
                f"{timed.at:%H.%M}" if timed.at else "",
                timed.every,
                runs.get(code),
            )
            for code, timed in sorted(TIMED.items(), key=lambda each: each[1].at or time())
        ],
    }
    return render(request, "mail/outbox.html", context)


@audience("mail.manage")
@require_POST
def test(request: OfficeRequest) -> HttpResponse:
    """A mail to oneself, by the way that all mails go."""
    if not request.user.email:
        messages.error(request, _("Your account has no e-mail address."))
    elif not is_on():
        messages.error(request, _("This office sends no e-mail: SAKSAMA_SMTP is not set."))
    else:
        language = in_language_of([request.user])[request.user.pk]
        body = signed(TEST_BODY.in_(language), "", language)
        with transaction.atomic():
            put([letter(request.user.email, TEST.in_(language), body, account=request.user)])
            record(request.user, actions.TESTED, region=request.user.region)
        messages.success(request, _("The test e-mail is on its way; it stands first in the list."))
    return redirect("outbox")


@audience("mail.manage")
@require_POST
def again(request: OfficeRequest) -> HttpResponse:
    """Failed mails into the queue again, once what kept them is mended."""
    with transaction.atomic():
        number = try_again(Mail.objects.visible_to(request.user))
        record(request.user, actions.TRIED_AGAIN, region=request.user.region, details={"mails": number})
    messages.success(request, _("%(count)d e-mails are tried again.") % {"count": number})
    return redirect("outbox")
