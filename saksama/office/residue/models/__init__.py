"""The residue of a list: its search, the counts by place, the people, and who was reported as missing."""

from saksama.office.residue.models.check import PersonCheck, Verdict, check_person
from saksama.office.residue.models.person import PersonStatus, PresenceChoice, ResiduePerson
from saksama.office.residue.models.report import Channel, MissingReport
from saksama.office.residue.models.search import AreaChoice, Residue, ResidueArea, ResiduePlace, SoughtChoice

__all__ = [
    "AreaChoice",
    "Channel",
    "MissingReport",
    "PersonCheck",
    "PersonStatus",
    "PresenceChoice",
    "Residue",
    "ResidueArea",
    "ResiduePerson",
    "ResiduePlace",
    "SoughtChoice",
    "Verdict",
    "check_person",
]
