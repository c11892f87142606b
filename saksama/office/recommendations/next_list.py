"""When the next list has been audited, every record of the letters before it is looked up in it."""

import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils import timezone

from saksama.office.accounts.models import Account
from saksama.office.jobs.kinds import start as start_job
from saksama.office.recommendations.asking import COMPLAINT, REPORTED, asked_of, main_record, own_records
from saksama.office.recommendations.models import Item, LookUp, Recommendation, Result
from saksama.office.recommendations.people_told import people_told, write_told
from saksama.office.recommendations.place_results import place_result
from saksama.office.recommendations.states import SENT_STATES
from saksama.office.rolls.models import FOLLOWS, Kind, ListVersion
from saksama.office.rolls.signals import list_audited
from saksama.reference.elections import Election
from saksama.rolls import Progress
from saksama.rolls.verify import NOT_LOOKED_UP, Asked, Lookup, Outcome, Recommended, look_up_in

# An engine's outcome “changed” that goes part of the way.
PARTLY = frozenset({"keep_fewer", "correct_changed"})


@receiver(list_audited)
def start_look_up(sender: object, version: ListVersion, **_: Any) -> None:
    """Puts the look-up in the queue, in the transaction that says the list is audited."""
    letters = list(concerned(version).values_list("pk", flat=True))
    if letters:
        start_job("recommendations.look_up", version.by, version.region, version=version.pk, recommendations=letters)


def concerned(version: ListVersion) -> "QuerySet[Recommendation]":
    """The sent letters about an earlier list of the same election and region.

    A list that comes late, when a letter was looked up in a later one already, does not age what that showed. Nor is
    one asked from which files were left out: who stood in them would count as taken off.
    """
    if version.kind not in FOLLOWS or version.skips_bad_files:
        return Recommendation.objects.none()
    at = FOLLOWS.index(Kind(version.kind))
    earlier, after = FOLLOWS[: at + 1], FOLLOWS[at + 1 :]
    rows: QuerySet[Recommendation] = Recommendation.objects.filter(
        region=version.region,
        state__in=SENT_STATES,
        version__election=version.election,
        version__kind__in=earlier,
        version__withdrawn_at=None,
        version_id__lt=version.pk,
    )
    aged = LookUp.objects.filter(version__kind__in=after).values("recommendation")
    return rows.exclude(version__in=_twins(version)).exclude(pk__in=aged)


def later_lists(letter: Recommendation) -> "QuerySet[ListVersion]":
    """The audited lists its records can be looked up in, the newest first."""
    if letter.version.kind not in FOLLOWS or letter.version.is_withdrawn:
        return ListVersion.objects.none()
    later = FOLLOWS[FOLLOWS.index(Kind(letter.version.kind)) :]
    rows: QuerySet[ListVersion] = ListVersion.objects.standing().filter(
        region=letter.region, election=letter.version.election, kind__in=later, pk__gt=letter.version_id
    )
    return rows.filter(status="audited", skips_bad_files=False).exclude(pk__in=_twins(letter.version))


def _twins(version: ListVersion) -> "QuerySet[ListVersion]":
    """The same list handed over twice shows nothing new. The same files under the next name do: nothing was fixed."""
    return version.same_files().filter(kind=version.kind)


def look_up_letters(letters: list[Recommendation], new: ListVersion, by: Account, report: Progress) -> int:
    """Looks up all records of the letters in the list; each letter in one transaction. Gives the number of letters.

    Letters about the same list share one linkage, which is what takes the time.
    """
    by_list: dict[int, list[Recommendation]] = defaultdict(list)
    for letter in letters:
        by_list[letter.version_id].append(letter)
    for same in by_list.values():
        items = list(
            Item.objects.filter(recommendation__in=same).select_related("finding", "recommendation__version__previous")
        )
        found = _looked_up(same[0].version, new, items, report)
        for letter in same:
            _keep(letter, new, [item for item in items if item.recommendation_id == letter.pk], found, by)
    return len(letters)


def _looked_up(old: ListVersion, new: ListVersion, items: list[Item], report: Progress) -> dict[int, Lookup]:
    """The outcome of each item, by its key."""
    asked = []
    found: dict[int, Lookup] = {}
    for item in items:
        what = asked_of(item.finding)
        if what is None:
            found[item.pk] = place_result(item.finding, new, rules_ran(new))
            continue
        roll, record = main_record(item.finding)
        records = tuple(own_records(item.finding)) if what is Asked.KEEP_ONE else ()
        asked.append(Recommended(str(item.pk), item.finding.rule, what, record, roll=roll, records=records))
    lists = _lists_of(old, {"roll", *(each.roll for each in asked)})
    if asked:
        with tempfile.TemporaryDirectory(prefix="saksama-") as folder:
            lists |= _told(asked, Path(folder))
            looked = look_up_in(
                new.roll,
                recommended=asked,
                lists=lists,
                findings=new.folder / "audit" / "findings.parquet",
                rules_ran=rules_ran(new),
                voting_day=Election.load(new.election).voting_day.value,
                progress=report,
            )
        found |= {int(key): each for key, each in looked.items()}
    return found


def _lists_of(version: ListVersion, wanted: set[str]) -> dict[str, Path]:
    """The Parquet files of the lists that findings of `version` name."""
    rolls = version.rolls_named(wanted)
    return {name: rolls[name].roll for name in wanted & set(rolls) if rolls[name].roll.is_file()}


def _told(asked: list[Recommended], folder: Path) -> dict[str, Path]:
    """Files of the people who stand in no list but were told of."""
    made = {}
    for roll in {REPORTED, COMPLAINT} & {each.roll for each in asked}:
        people = people_told(roll, [each.record for each in asked if each.roll == roll and each.record is not None])
        if people:
            made[roll] = folder / f"{roll}.parquet"
            write_told(people, made[roll])
    return made


def rules_ran(version: ListVersion) -> frozenset[str]:
    """The rules that the audit of a list could run."""
    path = version.folder / "audit" / "audit.json"
    return frozenset(json.loads(path.read_text(encoding="utf-8"))["rules"])


def _keep(letter: Recommendation, new: ListVersion, items: list[Item], found: dict[int, Lookup], by: Account) -> None:
    for item in items:
        each = found.get(item.pk, NOT_LOOKED_UP)
        item.result, item.result_code = result_of(each), each.reason
        item.result_id, item.result_en = each.text.id[:300], each.text.en[:300]
        item.result_record, item.result_probability = each.new_record, each.probability
    counts = Counter(str(item.result) for item in items)
    with transaction.atomic():
        # The list is locked before the letter, as who withdraws it does.
        if ListVersion.objects.standing().select_for_update().filter(pk=new.pk).first() is None:
            return
        locked = Recommendation.objects.select_for_update().get(pk=letter.pk)
        if locked.state not in SENT_STATES:
            return
        LookUp.objects.update_or_create(
            recommendation=locked, version=new, defaults={"at": timezone.now(), "counts": counts}
        )
        Item.objects.bulk_update(
            items,
            ["result", "result_code", "result_id", "result_en", "result_record", "result_probability"],
            batch_size=500,
        )
        locked.looked_up(by, {"list": new.pk, **counts})


def result_of(lookup: Lookup) -> Result:
    """The office tells partly from otherwise."""
    if lookup.outcome is Outcome.CHANGED:
        return Result.PARTLY if lookup.reason in PARTLY else Result.CHANGED
    return Result(lookup.outcome.value)
