"""A list is withdrawn: what was looked up in it is taken back, and letters about it stay and say so."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.utils.translation import gettext as _

from saksama.office.accounts.models import Account
from saksama.office.jobs.kinds import start as start_job
from saksama.office.recommendations.models import Item, LookUp, Recommendation
from saksama.office.recommendations.next_list import concerned, later_lists
from saksama.office.recommendations.states import SENT_STATES, State
from saksama.office.rolls.models import ListVersion
from saksama.office.rolls.signals import list_stands_again, list_withdrawal_asked, list_withdrawn

NOTHING_SHOWN = {
    "result": "", "result_code": "", "result_id": "", "result_en": "", "result_record": None, "result_probability": None
}  # fmt: skip


@receiver(list_withdrawal_asked)
def say(sender: object, version: ListVersion, **_kwargs: object) -> list[str]:
    """What becomes of the letters about it, and of those whose records were looked up in it."""
    return list(_sentences(version))


def _sentences(version: ListVersion) -> Iterator[str]:
    about = list(version.recommendations.order_by("pk"))
    if sent := [str(each) for each in about if each.state in SENT_STATES]:
        yield _("Sent about it, and staying as they are: %(letters)s. Their pages say that the list was withdrawn.") % {
            "letters": ", ".join(sent)
        }
    if unsent := [str(each) for each in about if each.state in (State.DRAFT, State.APPROVED)]:
        yield _("No longer to be approved or sent: %(letters)s.") % {"letters": ", ".join(unsent)}
    rows = LookUp.objects.filter(version=version).select_related("recommendation").order_by("recommendation")
    if looked_up := [str(each.recommendation) for each in rows]:
        yield _("Looked up in it: %(letters)s. Those results are taken back; an earlier list is asked again.") % {
            "letters": ", ".join(looked_up)
        }


@receiver(list_withdrawn)
def take_results_back(sender: object, version: ListVersion, by: Account, **_kwargs: object) -> None:
    """Every letter whose records were looked up in it. Raises ValidationError where a letter has followed from that."""
    asked = LookUp.objects.filter(version=version).values("recommendation")
    for letter in Recommendation.objects.select_for_update().filter(pk__in=asked).order_by("pk"):
        _take_back(letter, version, by)


def _take_back(letter: Recommendation, version: ListVersion, by: Account) -> None:
    latest = letter.look_ups.select_related("version").first()
    LookUp.objects.filter(recommendation=letter, version=version).delete()
    if latest is None or latest.version != version:  # what stands at the records is from another list
        return
    follower = Recommendation.objects.filter(follows=letter, created__gte=latest.at).first()
    if follower is not None and follower.state == State.DRAFT and not follower.number:
        raise ValidationError(
            _("The draft %(draft)s follows from what this list shows of letter %(letter)s. Discard it first.")
            % {"draft": follower, "letter": letter}
        )
    if follower is not None:
        raise ValidationError(
            _(
                "Letter %(follower)s rests on what this list shows of letter %(letter)s, so the list cannot be "
                "withdrawn. Hand over the right list: it takes the place of this one."
            )
            % {"follower": follower, "letter": letter}
        )
    Item.objects.filter(recommendation=letter).update(**NOTHING_SHOWN)
    letter.results_taken_back(by, {"list": version.pk, **latest.counts})
    before = letter.look_ups.exclude(version__withdrawn_at__isnull=False).select_related("version").first()
    if before is not None and later_lists(letter).filter(pk=before.version_id).exists():
        _look_up(before.version, [letter.pk], by)


@receiver(list_stands_again)
def look_up_again(sender: object, version: ListVersion, by: Account, **_kwargs: object) -> None:
    """As when it was audited, but for letters that a later list has been asked about since."""
    if not version.is_audited:  # begins anew, and then goes by itself
        return
    later = LookUp.objects.filter(version__pk__gt=version.pk, version__withdrawn_at=None).values("recommendation")
    letters = list(concerned(version).exclude(pk__in=later).values_list("pk", flat=True))
    if letters:
        _look_up(version, letters, by)


def _look_up(version: ListVersion, letters: list[int], by: Account) -> None:
    start_job("recommendations.look_up", by, version.region, version=version.pk, recommendations=letters)
