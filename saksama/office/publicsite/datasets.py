"""Open data: each table with its licence, its columns and their meaning, as csv, as JSON and in a data package.

The form of the package is that of the Frictionless Data Package (specs.frictionlessdata.io).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from saksama.language import Text
from saksama.office.clock import today
from saksama.office.election.agenda import current_election
from saksama.office.election.models import Stage
from saksama.office.posko.published import published_entries
from saksama.office.publicsite.figures.counting import KINDS
from saksama.office.publicsite.models import Release, Site
from saksama.office.vulnerability.published import latest_published

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
FIRST_DAY = date(2000, 1, 1)
MOST = 5000  # activities
Row = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A column."""

    name: str
    type: str  # of the Table Schema: string, integer, number, date
    text: Text


@dataclass(frozen=True)
class Dataset:
    """A table that anybody may take and use."""

    name: str
    title: Text
    text: Text
    parts: tuple[str, ...]  # of freshness: when it changes
    fields: tuple[Field, ...]
    rows: Callable[[Site], Iterator[Row]]

    def table(self, site: Site) -> list[Row]:
        """All rows, each with every column."""
        return [{field.name: row.get(field.name) for field in self.fields} for row in self.rows(site)]


def _stages(site: Site) -> Iterator[Row]:
    for stage in Stage.objects.filter(election=current_election(today())):
        yield {
            "election": stage.election,
            "stage": stage.key,
            "name_id": stage.name_id,
            "name_en": stage.name_en,
            "begins": stage.begins.isoformat(),
            "ends": stage.ends.isoformat(),
            "basis": stage.basis,
        }


def _activities(site: Site) -> Iterator[Row]:
    for entry in published_entries(site.region, FIRST_DAY, today(), MOST):
        yield {
            "id": entry.pk,
            "date": entry.day.isoformat(),
            "title": entry.title,
            "organiser": entry.organiser,
            "stage": entry.stage,
            "region": entry.region,
            "place": entry.place,
            "text": entry.text,
        }


def _counts(*splits: str) -> Callable[[Site], Iterator[Row]]:
    def rows(site: Site) -> Iterator[Row]:
        for release in Release.objects.current().filter(region=site.region):
            told = release.figures["list"]
            for place in release.figures["places"]:
                yield {
                    "list": told["kind"],
                    "list_name": told["name"],
                    "counted": release.figures["counted"],
                    "region": place["code"],
                    "name": place["name"],
                    "parent": place["parent"],
                    "findings": place["total"],
                    **{kind: count for split in splits for kind, count in place[split].items()},
                }

    return rows


def _index(site: Site) -> Iterator[Row]:
    published = latest_published(site.region)
    for score in published.scores if published else []:
        yield {
            "region": score.region,
            "name": score.name,
            "score": score.score,
            "rank": score.rank or None,
            "category": score.category,
            "low": score.low,
            "high": score.high,
            "since": published.since.isoformat() if published else None,
            "until": published.until.isoformat() if published else None,
        }


def _text(name: str, indonesian: str, english: str) -> Field:
    return Field(name, "string", Text(indonesian, english))


REGION = _text("region", "Kode wilayah Kemendagri; akhiran .rest: tidak terikat pada satu bagiannya",
               "Region code of the ministry; ending in .rest: not tied to one of its parts")  # fmt: skip
NAME = _text("name", "Nama wilayah", "Name of the region")
COUNTED = (
    _text("list", "Jenis daftar (DPS, DPT …)", "Kind of list (DPS, DPT …)"),
    _text("list_name", "Nama daftar", "Name of the list"),
    Field("counted", "date", Text("Tanggal penghitungan", "Day of counting")),
    REGION,
    NAME,
    _text("parent", "Kode wilayah di atasnya", "Code of the region it lies in"),
    Field("findings", "integer", Text("Temuan seluruhnya; kosong: disembunyikan", "All findings; empty: hidden")),
)
MEANING = {
    "tms": Text("Temuan: terdaftar tetapi tidak memenuhi syarat", "Findings: listed, but not eligible"),
    "missing": Text("Temuan: memenuhi syarat tetapi belum terdaftar", "Findings: eligible, but not listed"),
    "data": Text("Temuan: data keliru atau tidak lengkap", "Findings: wrong or incomplete data"),
    "anomaly": Text("Temuan: tempat atau kelompok yang ganjil", "Findings: odd place or group"),
    "none": Text("Tidak disarankan kepada KPU", "Not recommended to KPU"),
    "waiting": Text("Disarankan, belum ada keterangan", "Recommended, nothing known yet"),
    "fixed": Text("Diperbaiki", "Fixed"),
    "otherwise": Text("Menurut KPU sudah benar, atau ditolak KPU", "Already correct according to KPU, or rejected"),
    "open": Text("Belum atau baru sebagian diperbaiki", "Not or only partly fixed"),
    "cannot_tell": Text("Tidak dapat dipastikan dari daftar", "Cannot be told from the list"),
}
HIDDEN = Text(
    "Angka 1 sampai 4 disembunyikan, beserta angka lain yang dapat membukanya; sel kosong berarti disembunyikan.",
    "Counts from 1 to 4 are hidden, with others that would reveal them; an empty cell means hidden.",
)


def _kinds(split: str) -> tuple[Field, ...]:
    return tuple(Field(kind, "integer", MEANING[kind]) for kind in KINDS[split])


DATASETS: dict[str, Dataset] = {
    each.name: each
    for each in (
        Dataset(
            "findings",
            Text("Temuan menurut wilayah dan jenis", "Findings by place and kind"),
            HIDDEN,
            ("lists",),
            (*COUNTED, *_kinds("category")),
            _counts("category"),
        ),
        Dataset(
            "recommendations",
            Text("Saran perbaikan dan jawaban KPU menurut wilayah", "Recommendations and KPU's answers by place"),
            HIDDEN,
            ("lists",),
            (*COUNTED, *_kinds("answer")),
            _counts("answer"),
        ),
        Dataset(
            "verification",
            Text("Hasil pada daftar berikutnya menurut wilayah", "What the next list showed, by place"),
            HIDDEN,
            ("lists",),
            (*COUNTED, *_kinds("result")),
            _counts("result"),
        ),
        Dataset(
            "index",
            Text("Indeks kerawanan menurut kecamatan", "Vulnerability index by sub-district"),
            Text("Perhitungan terakhir yang dirilis; skor kosong: laporan belum cukup.",
                 "The latest released run; an empty score: too little was reported."),
            ("index",),
            (
                REGION,
                NAME,
                Field("score", "number", Text("Skor, 0 sampai 100", "Score, 0 to 100")),
                Field("rank", "integer", Text("Peringkat, 1 paling rawan", "Rank, 1 is the most vulnerable")),
                _text("category", "Kategori", "Category"),
                Field("low", "number", Text("Batas bawah selang skor", "Lower end of the score's interval")),
                Field("high", "number", Text("Batas atas selang skor", "Upper end of the score's interval")),
                Field("since", "date", Text("Awal masa", "First day of the period")),
                Field("until", "date", Text("Akhir masa", "Last day of the period")),
            ),
            _index,
        ),
        Dataset(
            "activities",
            Text("Kegiatan yang dipublikasikan posko", "Activities published by the election posts"),
            Text("Teks yang diputuskan untuk umum, tanpa foto.", "The text decided for the public, without photos."),
            ("activities",),
            (
                Field("id", "integer", Text("Nomor kegiatan", "Number of the activity")),
                Field("date", "date", Text("Tanggal", "Date")),
                _text("title", "Kegiatan", "Activity"),
                _text("organiser", "Penyelenggara", "Whose activity it is"),
                _text("stage", "Tahapan", "Stage"),
                REGION,
                _text("place", "Tempat", "Place"),
                _text("text", "Uraian", "Text"),
            ),
            _activities,
        ),
        Dataset(
            "stages",
            Text("Tahapan dan jadwal", "Stages and their days"),
            Text("Tahapan pemilihan yang sedang berjalan.", "The stages of the current election."),
            ("stages",),
            (
                _text("election", "Kunci pemilihan", "Key of the election"),
                _text("stage", "Kunci tahapan", "Key of the stage"),
                _text("name_id", "Nama tahapan", "Name of the stage in Indonesian"),
                _text("name_en", "Nama tahapan dalam bahasa Inggris", "Name of the stage in English"),
                Field("begins", "date", Text("Hari pertama", "First day")),
                Field("ends", "date", Text("Hari terakhir", "Last day")),
                _text("basis", "Dasar hukum", "Legal basis"),
            ),
            _stages,
        ),
    )
}  # fmt: skip
