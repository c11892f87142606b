"""Background work of the room: making a letter's files, looking its records up in the next list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.office.recommendations.making import make
from saksama.office.recommendations.models import Recommendation
from saksama.office.recommendations.next_list import look_up_letters
from saksama.office.rolls.models import ListVersion
from saksama.rolls import Progress


def _letter_url(job: Job) -> str:
    return reverse("recommendation", args=[job.arguments["recommendation"]])


def _letters_url(job: Job) -> str:
    return reverse("recommendations")


@kind("recommendations.make", _("Making of a letter"), _letter_url)
def make_letter(job: Job, report: Progress) -> dict[str, object]:
    """Makes the files of the letter `recommendation`, if it is still approved and has none."""
    letter = (
        Recommendation.objects.select_related("version__previous").filter(pk=job.arguments["recommendation"]).first()
    )
    if letter is not None:
        make(letter, job.owner, report)
    return {}


@kind("recommendations.look_up", _("Look-up of recommended records in the next list"), _letters_url)
def look_up(job: Job, report: Progress) -> dict[str, object]:
    """Looks the records of the letters `recommendations` up in the list `version`."""
    version = ListVersion.objects.get(pk=job.arguments["version"])
    letters = Recommendation.objects.filter(pk__in=job.arguments["recommendations"])
    return {"letters": look_up_letters(list(letters), version, job.owner, report)}
