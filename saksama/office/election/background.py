"""Background work of this room."""

from pathlib import Path

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.election import actions, boundary_file, region_file
from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.office.trail.record import record
from saksama.rolls.engine import Progress


def _regions_url(job: Job) -> str:
    return reverse("regions")


@kind("election.load_regions", _("Loading of regions"), _regions_url)
def load_regions(job: Job, report: Progress) -> dict[str, object]:
    """Loads the csv at `path`."""
    count = region_file.load_regions(Path(job.arguments["path"]), report)
    with transaction.atomic():
        record(job.owner, actions.REGIONS_LOADED, region=job.region, details={"regions": count, "job": job.pk})
    return {"regions": count}


@kind("election.load_boundaries", _("Loading of boundaries"), _regions_url)
def load_boundaries(job: Job, report: Progress) -> dict[str, object]:
    """Loads the GeoJSON at `path`."""
    count = boundary_file.load_boundaries(Path(job.arguments["path"]), report)
    with transaction.atomic():
        record(job.owner, actions.BOUNDARIES_LOADED, region=job.region, details={"boundaries": count, "job": job.pk})
    return {"boundaries": count}
