"""Findings that do not come from an audit but from a voter's complaint: codes in the style of the catalogue, P01 …

The engine's catalogue has a query for each of its rules; these have none, as a person says what is wrong.
"""

from dataclasses import dataclass

from saksama.language import Text
from saksama.rolls import Category
from saksama.rolls.check.law import ELIGIBLE, FORM, TMS


@dataclass(frozen=True, slots=True)
class ComplaintRule:
    """What a complaint can say, with its legal basis and its proof."""

    code: str
    title: Text
    category: Category
    law: str
    proof: Text


COMPLAINT_RULES: dict[str, ComplaintRule] = {
    rule.code: rule
    for rule in (
        ComplaintRule(
            "P01",
            Text("Pengaduan: belum terdaftar", "Complaint: not listed"),
            Category.MISSING,
            ELIGIBLE,
            Text(
                "KTP-el atau kartu keluarga pelapor, dicocokkan dengan daftar di TPS dan desa/kelurahan tetangga.",
                "The complainant's KTP-el or family card, compared with the list here and in neighbouring villages.",
            ),
        ),
        ComplaintRule(
            "P02",
            Text("Pengaduan: data keliru", "Complaint: listed wrongly"),
            Category.DATA,
            FORM,
            Text(
                "KTP-el atau kartu keluarga, di samping baris daftar pemilih.",
                "KTP-el or family card, beside the row of the list.",
            ),
        ),
        ComplaintRule(
            "P03",
            Text("Pengaduan: terdaftar, tidak memenuhi syarat (TMS)", "Complaint: listed, but does not qualify (TMS)"),
            Category.TMS,
            TMS,
            Text(
                "Dokumen menurut alasannya: akta kematian, surat pindah, kartu keluarga, atau surat kedinasan.",
                "The document of its reason: death certificate, certificate of moving, family card, or of service.",
            ),
        ),
    )
}
