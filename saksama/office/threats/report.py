"""The AGHT report: what was seen in a range of days, what it means, what is done, by kind. Numbers, never persons."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from saksama.office.clock import today
from saksama.office.election.models import Region
from saksama.office.recommendations.letter.indonesian import date_in_words
from saksama.office.records.models import Classification
from saksama.office.threats.matrix import SCALE
from saksama.office.threats.models import Kind, Threat, level_of_risk
from saksama.office.typesetting import typeset

TEMPLATE = Path(__file__).parent / "report.typ"
# Official words: the report is an Indonesian document whatever the reader's language.
KINDS = {Kind.THREAT: "Ancaman", Kind.DISTURBANCE: "Gangguan", Kind.OBSTACLE: "Hambatan", Kind.CHALLENGE: "Tantangan"}
CLASSES = {Classification.OPEN: "BIASA", Classification.RESTRICTED: "TERBATAS", Classification.SECRET: "RAHASIA"}
LEVELS = {"high": "tinggi", "medium": "sedang", "low": "rendah"}


def report_pdf(threats: Sequence[Threat], since: date, until: date, region: str) -> bytes:
    """The threats in the order given; marked with the highest class among them. Measures must be prefetched."""
    order = list(Classification)
    highest = max(
        (Classification(each.classification) for each in threats), key=order.index, default=Classification.OPEN
    )
    codes = {part for each in threats for part in (each.region, ".".join(each.region.split(".")[:3]))} | {region}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    content = {
        "class": CLASSES[highest],
        "region": names.get(region, "Indonesia"),
        "since": date_in_words(since),
        "until": date_in_words(until),
        "printed": date_in_words(today()),
        "groups": [
            {"name": KINDS[kind], "threats": [_told(each, names) for each in threats if each.kind == kind]}
            for kind in Kind
        ],
        "counts": [
            {"name": KINDS[kind], **{word: _count(threats, kind, level) for level, word in LEVELS.items()}}
            for kind in Kind
        ],
        "matrix": [
            [likelihood, [_square(threats, likelihood, impact) for impact in SCALE]] for likelihood in reversed(SCALE)
        ],
        "places": _places(threats, names),
        "total": len(threats),
    }
    return typeset(TEMPLATE, content, today())


def _count(threats: Sequence[Threat], kind: Kind, level: str) -> int:
    return sum(each.kind == kind and level_of_risk(each.risk_now) == level for each in threats)


def _square(threats: Sequence[Threat], likelihood: int, impact: int) -> tuple[int, str]:
    """How many stand there now, after measures where these are judged; and how grave the square is."""
    number = sum(
        (each.likelihood_after or each.likelihood, each.impact_after or each.impact) == (likelihood, impact)
        for each in threats
    )
    return number, LEVELS[level_of_risk(likelihood * impact)]


def _places(threats: Sequence[Threat], names: dict[str, str]) -> list[tuple[str, int]]:
    """By sub-district, most first; what concerns the whole regency under its name."""
    codes = Counter(".".join(each.region.split(".")[:3]) for each in threats)
    return sorted(
        ((names.get(code, code), number) for code, number in codes.items()), key=lambda row: (-row[1], row[0])
    )


def _told(threat: Threat, names: dict[str, str]) -> dict[str, object]:
    district = ".".join(threat.region.split(".")[:3])
    places = dict.fromkeys(filter(None, (threat.place, names.get(threat.region), names.get(district))))
    return {
        "title": threat.title,
        "date": date_in_words(threat.day),
        "place": ", ".join(places),
        "description": threat.description,
        "source": f"{threat.reliability}{threat.credibility}",
        "class": CLASSES[Classification(threat.classification)],
        "risk": threat.risk_now,
        "level": LEVELS[level_of_risk(threat.risk_now)],
        "before": threat.risk,
        "measures": [
            {"text": each.text, "who": each.who, "due": date_in_words(each.due), "result": each.result}
            for each in threat.measures.all()
        ],
    }
