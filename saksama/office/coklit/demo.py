"""Made-up coklit counts of June and July 2024: most TPS reported, some villages silent, a few TPS never enumerated."""

from django.core.files.base import ContentFile

from saksama.office.coklit.counting import keep, read_file
from saksama.office.coklit.models import CoklitCount
from saksama.office.demonstration import Office

SILENT = 9  # villages whose supervisor has sent nothing
NEVER = 2  # TPS in which nobody came to any door
JOKI, IN_PARTY = 5, 3  # TPS


def fill(office: Office) -> None:
    """The file of `saksama demo` as the staff uploaded it, without the silent villages, and what the field saw."""
    file = next(office.files.glob("coklit.*"))
    content = ContentFile(file.read_bytes()).read()
    day = office.days_ago(64)  # 24 July, the last day of coklit
    reading = read_file(content, file.name, office.people["staf"], office.election, day)
    villages = sorted({count.region for count in reading.counts} - {office.people["pkd"].region})
    silent = set(office.chance.sample(villages, min(SILENT, len(villages) // 4)))
    counts = [count for count in reading.counts if count.region not in silent]
    for count in counts:
        count.day = office.days_ago(64 + office.chance.randrange(20))
        count.joki = count.in_party = 0
    seen = office.chance.sample(counts, min(NEVER + JOKI + IN_PARTY, len(counts)))
    for number, count in enumerate(seen):
        if number < NEVER:
            _never_enumerated(count)
        elif number < NEVER + JOKI:
            count.joki, count.note = 1, "Coklit dikerjakan adik Pantarlih."
        else:
            count.in_party, count.note = 1, "Nama Pantarlih tercatat di Sipol."
    keep(counts, office.people["staf"], sha256=reading.sha256)


def _never_enumerated(count: CoklitCount) -> None:
    count.not_visited, count.visited, count.without_sticker = count.households, 0, 0
    count.sticker_without_visit = 0
    count.note = "Tidak ada Pantarlih yang datang; hanya dapat dicapai dengan perahu."
