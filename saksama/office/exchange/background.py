"""Large tables are checked and written by the worker."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from saksama.office.exchange.models import State, Table
from saksama.office.exchange.writing import carry_out, check, in_language
from saksama.office.jobs.kinds import kind
from saksama.office.jobs.models import Job
from saksama.rolls.engine import Progress


def _page(job: Job) -> str:
    return reverse("table", args=[job.arguments["table"]])


@kind("exchange.check", _("Check of a table"), _page)
def check_table(job: Job, report: Progress) -> dict[str, object]:
    """Judges the rows."""
    table = Table.objects.select_related("by").get(pk=job.arguments["table"])
    with in_language(job.arguments.get("language", "id")):
        check(table, report)
    return {}


@kind("exchange.write", _("Import of a table"), _page)
def write_table(job: Job, report: Progress) -> dict[str, object]:
    """Writes them; if that cannot be, the table can be checked again."""
    table = Table.objects.select_related("by").get(pk=job.arguments["table"])
    try:
        with in_language(job.arguments.get("language", "id")):
            return dict(carry_out(table, report))
    except Exception:
        Table.objects.filter(pk=table.pk, state=State.WRITING).update(state=State.CHECKED)
        raise
