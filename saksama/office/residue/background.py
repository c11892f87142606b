"""The search: people sought are linked to the list, the result is stored. Begun anew at any point."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saksama.office.coklit.engine_file import write_counts
from saksama.office.coklit.models import CoklitCount
from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.office.residue import actions
from saksama.office.residue.models import MissingReport, Residue
from saksama.office.residue.reported_roll import write_reported_roll
from saksama.office.residue.store import store
from saksama.office.trail.record import record
from saksama.reference.elections import Election
from saksama.rolls import Progress, Sought, residue


@kind(
    "residue.search",
    _("Search for people not yet listed"),
    lambda job: reverse("residue", args=[job.arguments["residue"]]),
)
def search(job: Job, report: Progress) -> dict[str, object]:
    """Seeks everybody whom the search names; what an earlier attempt has finished is not done again."""
    found: Residue = Residue.objects.select_related("version", "dpk", "deaths", "police_army").get(
        pk=job.arguments["residue"]
    )
    if found.done_at is None:
        compute(found, report)
    return {}


def compute(found: Residue, report: Progress) -> None:
    """The engine's work and its storing; at the end the search is done, or nothing of it is there."""
    found.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    election = found.version.election
    with tempfile.TemporaryDirectory(prefix="saksama-") as name:
        folder = Path(name)
        sought = {Sought.DPK: found.dpk.roll} if found.dpk else {}
        facts: dict[str, object] = {}
        if found.with_reported:
            path = folder / "reported.parquet"
            facts["reports"] = write_reported_roll(MissingReport.objects.within(found.region), path)
            if facts["reports"]:
                sought[Sought.REPORTED] = path
        coklit = write_counts(found.region, election, folder / "coklit.csv") if found.with_coklit else None
        if coklit is not None:
            facts["stations"] = CoklitCount.objects.within(found.region).filter(election=election).count()
        registers = {"deaths": found.deaths, "police_army": found.police_army}
        done = residue(
            found.version.roll,
            found.folder,
            sought=sought,
            registers={name: version.roll for name, version in registers.items() if version},
            coklit=coklit,
            election=Election.load(election),
            progress=report,
        )
        rolls = dict(sought)
        with transaction.atomic():
            store(found, done, rolls)
            found.facts = {**facts, "states": {name.value: state.value for name, state in done.states.items()}}
            found.done_at = timezone.now()
            found.save(update_fields=["facts", "done_at"])
            details = {name.value: place.people for name in done.states if (place := done.whole(name))}
            record(found.by, actions.RESIDUE_DONE, found, details=details)
