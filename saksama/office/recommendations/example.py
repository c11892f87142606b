"""An example letter, for trying whether a template can be filled."""

from datetime import timedelta

from saksama.office.clock import today
from saksama.office.recommendations.asking import BASES
from saksama.office.recommendations.letter import Addressee, FindingGroup, Letter, OfficeHead, PlaceCount, Signatory
from saksama.office.recommendations.letter.wording import CLOSING, opening
from saksama.office.recommendations.models import OfficeData


def example(office: OfficeData) -> Letter:
    """With every part that a letter can have."""
    groups = tuple(
        FindingGroup(
            key,
            BASES.kinds[key].title,
            BASES.kinds[key].request,
            BASES.kinds[key].basis,
            (PlaceCount("Lempuing", "Tugu Mulyo", count), PlaceCount("Cengal", "Sungai Jeruju", 1)),
        )
        for key, count in (("dead", 12), ("duplicate", 3))
    )
    return Letter(
        office=OfficeHead(office.institution, office.title, office.address, office.contact, office.logo),
        number=f"001/{office.classification}/{office.office_code}/{today():%m/%Y}",
        date=today(),
        place=office.place,
        nature=office.nature,
        attachments="1 (satu) berkas",
        subject="Saran Perbaikan atas Daftar Pemilih Sementara (DPS)",
        addressee=Addressee(office.addressee, office.addressee_place),
        opening=opening(office.short_name, "Daftar Pemilih Sementara (DPS)", None, 17),
        legal_basis=BASES.general,
        groups=groups,
        deadline=today() + timedelta(days=office.deadline_days),
        deadline_days=office.deadline_days,
        closing=CLOSING,
        signatory=Signatory(office.position, office.signatory, office.nip),
        copies=("Arsip.",),
    )
