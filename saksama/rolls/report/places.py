"""The region an audit is about: names of its places, their boundaries, and its published figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from saksama.language import Text
from saksama.reference.boundaries import Boundary, load_boundaries
from saksama.reference.published import load_published
from saksama.reference.regions import Level, Regions
from saksama.rolls.columns import ListKind


@dataclass(frozen=True, slots=True)
class Published:
    """What the commission announced: voters by kecamatan code, and where that was read."""

    voters: Mapping[str, int]
    source: Text


@dataclass(frozen=True, slots=True)
class Places:
    """Names by Kemendagri code. Without boundaries the report has no map; without published figures no comparison."""

    name: str
    kecamatan: Mapping[str, str]
    desa: Mapping[str, str]
    desa_boundaries: tuple[Boundary, ...] = ()
    kecamatan_boundaries: tuple[Boundary, ...] = ()
    published: Mapping[ListKind, Published] = field(default_factory=dict)


def oki() -> Places:
    """Kabupaten Ogan Komering Ilir, from the tables that ship with the package."""
    regions = Regions.load()
    published = {code: figures.dpt_pilkada_2024 for code, figures in load_published().items()}
    return Places(
        name=next(region.name for region in regions if region.level is Level.REGENCY),
        kecamatan={region.code: region.name for region in regions.districts},
        desa={region.code: region.name for region in regions.villages},
        desa_boundaries=load_boundaries("desa"),
        kecamatan_boundaries=load_boundaries("kecamatan"),
        published={ListKind.DPT: Published(published, DPT_2024)},
    )


DPT_2024 = Text(
    "DPT Pilkada 2024 per kecamatan, rapat pleno KPU OKI 19 September 2024, dikutip dari pers",
    "DPT of the 2024 regional election by kecamatan, plenary of KPU OKI of 19 September 2024, as quoted by the press",
)
