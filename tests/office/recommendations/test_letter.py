"""The letter: what it says, in PDF and in Word, and that nothing in it is ever taken for markup."""

import dataclasses
import datetime as dt
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.office.recommendations.letter import (
    Addressee,
    FindingGroup,
    LegalBases,
    Letter,
    LetterNumber,
    OfficeHead,
    PlaceCount,
    Signatory,
    to_docx,
    to_pdf,
    try_template,
)
from saksama.office.recommendations.letter import recap as recap_module
from saksama.office.recommendations.letter.default_docx import build
from saksama.office.recommendations.letter.docx import TEMPLATE
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date, in_words, with_dots
from saksama.office.recommendations.letter.template_file import refuse_unsafe
from saksama.office.recommendations.letter.wording import CLOSING, opening
from saksama.reference.tms import tms_reasons
from saksama.rolls import Category

BASES = LegalBases.load()


def group(kind: str, *counts: tuple[str, str, int]) -> FindingGroup:
    shipped = BASES.kinds[kind]
    places = tuple(PlaceCount(*count) for count in counts)
    return FindingGroup(kind, shipped.title, shipped.request, shipped.basis, places)


LETTER = Letter(
    office=OfficeHead("Badan Pengawas Pemilihan Umum", "Kabupaten Ogan Komering Ilir", "Jalan Contoh 1, Kayuagung"),
    number="122/PM.00.01/K.SS-09/08/2024",
    date=dt.date(2024, 8, 20),
    place="Kayuagung",
    nature="Segera",
    attachments="2 (dua) berkas",
    subject="Saran Perbaikan atas Daftar Pemilih Sementara",
    addressee=Addressee("Ketua KPU Kabupaten Ogan Komering Ilir", "Kayuagung"),
    opening=opening("Bawaslu Kabupaten Ogan Komering Ilir", "Daftar Pemilih Sementara", dt.date(2024, 8, 11), 1260),
    legal_basis=BASES.general,
    groups=(
        group("dead", ("Lempuing", "Tugu Mulyo", 1200), ("Cengal", "Sungai Jeruju", 40)),
        group("duplicate", ("Lempuing", "Tugu Mulyo", 18), ("Lempuing", "Cahya Bumi", 2)),
    ),
    deadline=dt.date(2024, 8, 23),
    deadline_days=3,
    closing=CLOSING,
    signatory=Signatory("Ketua", "Romi Maradona"),
    copies=("Ketua Bawaslu Provinsi Sumatera Selatan di Palembang;", "Arsip."),
    verification_code="7F3K-92QD",
    verification_url="https://example.go.id/surat/7F3K-92QD",
)


def pdf_text(pdf: bytes, tmp_path: Path) -> str:
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is missing: make install-tests"
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    found = subprocess.run([tool, "-layout", str(path), "-"], capture_output=True, check=True)  # noqa: S603
    return " ".join(found.stdout.decode().split())


def word_text(document: Document) -> str:
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*paragraphs, *cells]).split())


SAID = (
    "KABUPATEN OGAN KOMERING ILIR",
    "122/PM.00.01/K.SS-09/08/2024",
    "Kayuagung, 20 Agustus 2024",
    "Ketua KPU Kabupaten Ogan Komering Ilir",
    "menemukan 1.260 data",
    "1.240",
    "3 (tiga) hari sejak disampaikan",
    "Jumat, 23 Agustus 2024",
    "Nomor 5 Tahun 2022",
    "Tembusan:",
    "7F3K-92QD",
)


@pytest.mark.parametrize("text", SAID)
def test_the_pdf_says_it(text: str, tmp_path: Path) -> None:
    assert text in pdf_text(to_pdf(LETTER), tmp_path)


@pytest.mark.parametrize("text", SAID)
def test_the_word_document_says_it(text: str) -> None:
    assert text in word_text(docx.Document(io.BytesIO(to_docx(LETTER))))


def test_the_pdf_is_for_the_archive_and_always_the_same() -> None:
    made = to_pdf(LETTER)
    assert made == to_pdf(LETTER)
    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>B<" in made


def test_another_date_makes_another_pdf() -> None:
    assert to_pdf(dataclasses.replace(LETTER, date=dt.date(2024, 8, 21))) != to_pdf(LETTER)


def test_the_recapitulation_counts_by_kecamatan_and_by_desa(tmp_path: Path) -> None:
    said = pdf_text(to_pdf(LETTER), tmp_path)
    assert "1 Cengal 40 – 40 2 Lempuing 1.200 20 1.220 Jumlah 1.240 20 1.260" in said
    assert "2 Lempuing Cahya Bumi – 2 2 3 Lempuing Tugu Mulyo 1.200 18 1.218" in said


def test_no_sum_of_the_recapitulation_differs_from_the_letter() -> None:
    for rows in (recap_module.by_district(LETTER.groups), recap_module.by_village(LETTER.groups)):
        assert sum(row.total for row in rows) == LETTER.total == recap_module.totals(LETTER.groups).total


@pytest.mark.parametrize("trap", ['#read("/etc/passwd")', "*tebal* _miring_ $x$ \\ @ref", '"#panic()"', "<w:br/>&amp;"])
def test_what_a_letter_says_is_never_markup(trap: str, tmp_path: Path) -> None:
    letter = dataclasses.replace(LETTER, subject=trap, closing=(trap,), copies=(trap,))
    assert pdf_text(to_pdf(letter), tmp_path).count(trap) >= 2
    assert word_text(docx.Document(io.BytesIO(to_docx(letter)))).count(trap) >= 2


def test_a_letter_without_copies_code_and_nip_leaves_no_gap(tmp_path: Path) -> None:
    letter = dataclasses.replace(LETTER, copies=(), verification_code="", verification_url="")
    for said in (pdf_text(to_pdf(letter), tmp_path), word_text(docx.Document(io.BytesIO(to_docx(letter))))):
        assert "Tembusan" not in said
        assert "erifikasi" not in said
        assert "NIP" not in said


def test_the_nip_of_a_civil_servant_is_printed(tmp_path: Path) -> None:
    signed = dataclasses.replace(LETTER, signatory=Signatory("Kepala Sekretariat", "Contoh", "197001011990011001"))
    assert "NIP 197001011990011001" in pdf_text(to_pdf(signed), tmp_path)
    assert "NIP 197001011990011001" in word_text(docx.Document(io.BytesIO(to_docx(signed))))


def test_the_logo_of_the_office_is_drawn() -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
        "0000000049454e44ae426082"
    )
    letter = dataclasses.replace(LETTER, office=dataclasses.replace(LETTER.office, logo=pixel))
    assert b"/Image" in to_pdf(letter)
    assert len(docx.Document(io.BytesIO(to_docx(letter))).inline_shapes) == 1
    assert not docx.Document(io.BytesIO(to_docx(LETTER))).inline_shapes


def test_the_signatory_is_written_as_the_office_writes_it(tmp_path: Path) -> None:
    letter = dataclasses.replace(LETTER, signatory=Signatory("Ketua", "Contoh, S.H., M.Si."))
    for said in (pdf_text(to_pdf(letter), tmp_path), word_text(docx.Document(io.BytesIO(to_docx(letter))))):
        assert "Contoh, S.H., M.Si." in said


def own_template(text: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A document that says the text; `parts` are put into its file besides."""
    document = docx.Document()
    document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return saved.getvalue()


def relation(target: str, kind: str = "attachedTemplate") -> dict[str, bytes]:
    """As Word writes down what a document is tied to outside its file."""
    said = f'<Relationship Id="r1" Type="x/{kind}" Target="{target}" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {"word/_rels/settings.xml.rels": f'<Relationships xmlns="{space}">{said}</Relationships>'.encode()}


def test_the_office_can_bring_its_own_template() -> None:
    made = to_docx(LETTER, own_template("Surat {{ number }} untuk {{ addressee }}"))
    assert word_text(docx.Document(io.BytesIO(made))) == (
        "Surat 122/PM.00.01/K.SS-09/08/2024 untuk Ketua KPU Kabupaten Ogan Komering Ilir"
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (own_template("{{ nomor_surat }}"), "nomor_surat"),
        (own_template("{% for x in %}"), "cannot be filled"),
        (own_template("{{ number.__class__.__mro__ }}"), "unsafe"),
        (own_template("{{ number "), "{{ number"),
        (own_template("{{ 'x' * 10000000000 }}"), "unsafe"),
        (own_template("{{ 'x'.ljust(10000000000) }}"), "not safely callable"),
        (own_template("{% for n in range(10000000) %}x{% endfor %}"), "cannot be filled"),
        (own_template("{% include 'other' %}"), "cannot be filled"),
        (own_template("{{ number }}", {"word/_rels/x.rels": b"vbaProject.bin"}), "has macros"),
        (own_template("{{ number }}", {"word/media/image1.png": bytes(41 * 1024 * 1024)}), "larger than 40 MB"),
        (own_template("{{ number }}", {"word/x.xml": b"<!DOCTYPE x>"}), "no Word document"),
        (own_template("{{ number }}", {"word/_rels/settings.xml.rels": b"<Relationships/>"}), "no Word document"),
        (own_template("{{ number }}", relation("http://elsewhere.example/a.dotm")), "from outside its file"),
        (own_template("{{ number }}", relation("file://server/share/logo.png", "image")), "from outside its file"),
        (own_template("An old letter"), "lacks {{ number }}"),
        (b"not a document", "no Word document"),
        (b"", "no Word document"),
        (own_template("{{ number }}")[:3000], "no Word document"),
    ],
)
def test_a_template_that_cannot_be_filled_says_why(template: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        try_template(LETTER, template)
    assert said in refused.value.say("en")


OUTSIDE = relation("https://elsewhere.example/a.dotm")["word/_rels/settings.xml.rels"].decode()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("word/_rels/a.xml.rels", OUTSIDE.replace("<R", "<x:R").replace("</R", "</x:R").replace("xmlns=", "xmlns:x=")),
        ("word/_rels/a.xml.rels", OUTSIDE.replace("https:", "&#104;ttps:")),
        ("word/_rels/a.xml.rels", OUTSIDE.replace("https:", " https:").replace('"External"', '"&#69;xternal"')),
        ("word/_rels/a.xml.rels", OUTSIDE.replace("a.dotm", "hyperlink")),
        ("word/_rels/a.xml.RELS", OUTSIDE),
        ("word/_rels/a.xml.rel%73", OUTSIDE),
    ],
)
def test_what_lies_outside_is_seen_however_it_is_written(name: str, written: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(InputError, match="from outside its file"):
            refuse_unsafe(own_template("Surat {{ number }}", {name: written.encode(encoding)}))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "no Word"),
        ('<x a="macro&#69;nabled"/>', "macros"),
    ],
)
def test_a_part_in_another_encoding_hides_nothing(written: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        refuse_unsafe(own_template("Surat {{ number }}", {"word/x.xml": written.encode("utf-16")}))
    assert said in refused.value.say("en")


@pytest.mark.parametrize(
    "tied", [relation("file:///C:/Users/sari/Templates/surat.dotx"), relation("https://bawaslu.example", "hyperlink")]
)
def test_what_word_itself_writes_into_a_document_is_no_reason_to_refuse_it(tied: dict[str, bytes]) -> None:
    try_template(LETTER, own_template("Surat {{ number }}", tied))


def field(*pieces: str) -> str:
    """A field as Word writes it, its code cut into pieces."""
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def part(content: str) -> dict[str, bytes]:
    """A header of a document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return {"word/header7.xml": f'<w:hdr xmlns:w="{space}"><w:p>{content}</w:p></w:hdr>'.encode()}


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (field(' INCLUDEPICTURE "https://elsewhere.example/a.png" '), "INCLUDEPICTURE"),
        (field(" INCLUDE", "PICTURE \\d x "), "INCLUDEPICTURE"),
        (field(" ddeauto c:\\windows\\cmd.exe x "), "DDEAUTO"),
        (field(' IF a = a "', field(" DDE Excel x ")), "DDE"),
        (field(field(" QUOTE 68 68 69 ") + " x "), "QUOTE"),
        ('<w:fldSimple w:instr=" LINK Excel.Sheet x "/>', "LINK"),
        ("<w:r><w:instrText> INCLUDETEXT x </w:instrText></w:r>", "INCLUDETEXT"),
        ("<w:mailMerge/>", "MAILMERGE"),
    ],
)
def test_a_template_with_a_field_that_reaches_outside_is_refused_by_its_name(content: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as refused:
        refuse_unsafe(own_template("Surat {{ number }}", part(content)))
    assert "Alt+F9" in refused.value.say("id")


def test_fields_that_word_works_out_from_the_document_stay() -> None:
    pages = field(" PAGE  \\* MERGEFORMAT ") + '<w:fldSimple w:instr=" NUMPAGES "/>' + field(" DATE ")
    try_template(LETTER, own_template("Surat {{ number }}", part(pages)))


def test_repeated_columns_of_the_word_document_are_equally_wide_and_fit_the_page() -> None:
    document = docx.Document(io.BytesIO(to_docx(LETTER)))
    by_district = document.tables[3]  # after letterhead, heading and findings
    widths = [column.width or 0 for column in by_district.columns]
    assert [cell.text for cell in by_district.rows[0].cells] == ["No.", "Kecamatan", "(1)", "(2)", "Jumlah"]
    assert [cell.text for cell in by_district.rows[-1].cells] == ["", "Jumlah", "1.240", "20", "1.260"]
    assert widths[2] == widths[3] > 0
    section = document.sections[0]
    assert sum(widths) <= (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def test_the_shipped_template_is_the_one_its_script_makes() -> None:
    shipped = docx.Document(io.BytesIO(TEMPLATE.read_bytes()))
    assert shipped.element.xml == build().element.xml


def test_what_was_only_recalled_is_shown_to_who_approves() -> None:
    recalled = [basis.text for basis in LETTER.unconfirmed]
    assert any("Nomor 6 Tahun 2024" in text for text in recalled)
    assert not any("Pasal 18" in text for text in recalled)
    assert len(recalled) == len(set(recalled))


def test_every_kind_has_a_title_a_request_and_a_basis_with_its_source() -> None:
    assert {"missing", "data", "anomaly"} < set(BASES.kinds)
    for kind in BASES.kinds.values():
        assert kind.title
        assert kind.request
        assert all(basis.origin.source or basis.origin.mark == "R" for basis in kind.basis)
    assert BASES.kind("dead", "tms") == "dead"
    assert BASES.kind(None, "missing") == "missing"


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("reason", [None, *tms_reasons()])
def test_whatever_a_finding_says_the_letter_has_a_name_for_it(reason: str | None, category: str) -> None:
    assert BASES.kind(reason, category) in BASES.kinds


def test_a_file_of_legal_bases_without_its_deadline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("general: []\nkinds: {}\n", encoding="utf-8")
    with pytest.raises(InputError, match="'deadline' is missing"):
        LegalBases.load(path)


@settings(suppress_health_check=[HealthCheck.too_slow])  # how busy the machine is says nothing about numbers
@given(
    st.integers(1, 99999), st.integers(1, 12), st.integers(2000, 2100),
    st.sampled_from(["PM.00.01", "PM.00.02", "HK.01"]), st.sampled_from(["K.SS-09", "K"]),
)  # fmt: skip
def test_a_letter_number_reads_as_it_is_written(
    running: int, month: int, year: int, classification: str, office: str
) -> None:
    number = LetterNumber(running, classification, office, month, year)
    assert LetterNumber.parse(str(number)) == number


def test_the_running_number_starts_again_each_year() -> None:
    number = LetterNumber.parse("122/PM.00.01/K.SS-09/11/2024")
    assert str(number.following(12, 2024)) == "123/PM.00.01/K.SS-09/12/2024"
    assert str(number.following(1, 2025)) == "001/PM.00.01/K.SS-09/01/2025"


@pytest.mark.parametrize(
    "text", ["", "122", "122/PM.00.01/K.SS-09/13/2024", "0/PM.00.01/K.SS-09/11/2024", "122/pm/K/1/24"]
)
def test_what_is_no_letter_number_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no letter number"):
        LetterNumber.parse(text)


def test_indonesian_dates_and_numbers() -> None:
    assert date_in_words(dt.date(2024, 5, 1)) == "1 Mei 2024"
    assert day_and_date(dt.date(2024, 11, 27)) == "Rabu, 27 November 2024"
    assert with_dots(577_241) == "577.241"
    assert [in_words(number) for number in (0, 11, 14, 21, 100, 115, 999)] == [
        "nol", "sebelas", "empat belas", "dua puluh satu", "seratus", "seratus lima belas",
        "sembilan ratus sembilan puluh sembilan",
    ]  # fmt: skip


def test_rendering_needs_no_web_framework() -> None:
    code = "import saksama.office.recommendations.letter, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
