"""What KPU has announced: voters per kecamatan, to hold a list that was received against."""

import csv
from dataclasses import dataclass
from pathlib import Path

from saksama.reference.files import FOLDER


@dataclass(frozen=True, slots=True)
class PublishedVoters:
    """One kecamatan's announced numbers (people)."""

    district: str  # Kemendagri code
    name: str
    villages: int
    dpt_pilkada_2024: int
    dps_pemilu_2024: int


def load_published(path: Path | None = None) -> dict[str, PublishedVoters]:
    """Announced voters by kecamatan code; by default Kabupaten OKI, 577,241 in the DPT of the Pilkada 2024."""
    with (path or FOLDER / "oki_voters_kecamatan.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: PublishedVoters(
                district=row["code"],
                name=row["name"],
                villages=int(row["villages"]),
                dpt_pilkada_2024=int(row["dpt_pilkada_2024"]),
                dps_pemilu_2024=int(row["dps_pemilu_2024"]),
            )
            for row in csv.DictReader(lines)
        }
