"""What a letter of recommendation (saran perbaikan) says. Rendering knows nothing but this."""

import datetime as dt
from dataclasses import dataclass

from saksama.reference.sourced import Mark, Origin


@dataclass(frozen=True, slots=True)
class OfficeHead:
    """The letterhead (kop surat). `logo` is the office's own PNG; none is shipped."""

    institution: str  # Badan Pengawas Pemilihan Umum
    region: str  # Kabupaten Ogan Komering Ilir
    address: str
    contact: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who it goes to (Yth.), and where they sit."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. Members of Bawaslu have no NIP; the head of its secretariat has."""

    position: str
    name: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One rule of law as quoted. The mark of its origin is shown to who approves the letter, never printed."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many findings of one kind a desa has. Names, as printed."""

    district: str
    village: str
    count: int


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one kind: what they are called, what is asked, on what legal basis, how many where."""

    kind: str
    title: str
    request: str
    legal_basis: tuple[LegalBasis, ...]
    counts: tuple[PlaceCount, ...]

    @property
    def total(self) -> int:
        return sum(place.count for place in self.counts)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete. Text is plain: nothing in it is markup to any of the renderers."""

    office: OfficeHead
    number: str
    date: dt.date
    place: str
    nature: str  # Biasa, Segera, Penting, Rahasia
    attachments: str  # 2 (dua) berkas
    subject: str
    addressee: Addressee
    opening: tuple[str, ...]  # paragraphs
    legal_basis: tuple[LegalBasis, ...]  # of the letter as a whole; those by kind are in the groups
    groups: tuple[FindingGroup, ...]
    deadline: dt.date
    deadline_days: int
    closing: tuple[str, ...]
    signatory: Signatory
    copies: tuple[str, ...] = ()  # tembusan
    verification_code: str = ""
    verification_url: str = ""

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def unconfirmed(self) -> tuple[LegalBasis, ...]:
        """What is quoted and was only recalled, each once: the approver has to confirm it before the letter is sent."""
        quoted = [*self.legal_basis, *(basis for group in self.groups for basis in group.legal_basis)]
        return tuple(dict.fromkeys(basis for basis in quoted if basis.origin.mark is Mark.RECALLED))
