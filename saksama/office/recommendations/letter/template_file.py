"""What an office's own Word template must not be, seen before it is opened: vast, with macros, reaching elsewhere."""

import io
import re
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote
from xml.parsers import expat

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.recommendations.letter.template_fields import Fields

MOST_BYTES = 40 * 1024 * 1024  # unpacked; ours has 0.3 MB, one with a photographed letterhead perhaps 10
MOST_PARTS = 1_000
_MAIN = "word/document.xml"
_MACROS = re.compile(r"macroEnabled|vbaProject", re.IGNORECASE)
# Word itself notes the template on its own disk that a document was begun with; that one is fetched from nowhere.
_ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|file:/{0,2}[^/]|[/\\]{2}", re.IGNORECASE)


def refuse_unsafe(template: bytes) -> None:
    """Raises InputError that says what to change. A link to a page is let through: nothing follows it by itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise _refused(
                    f"Isi templat lebih besar dari {MOST_BYTES // 1024**2} MB bila dibuka",
                    f"Unpacked, the template is larger than {MOST_BYTES // 1024**2} MB",
                    "Kecilkan gambar di dalamnya, lalu simpan lagi.",
                    "Make the pictures in it smaller and save it again.",
                )
            if _MAIN not in archive.namelist():
                raise no_word()
            for part in parts:
                if unquote(part.filename).lower().endswith((".xml", ".rels")):
                    _look_at(archive.read(part))
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise no_word() from error  # damaged, encrypted, no zip at all, or no XML in it


def no_word() -> InputError:
    """What is said of a file that cannot be opened."""
    return InputError(
        Text("Templat surat bukan dokumen Word (.docx).", "The letter template is no Word document (.docx)."),
        Text("Simpan ulang dari Word sebagai .docx.", "Save it again from Word as .docx."),
    )


def _look_at(part: bytes) -> None:
    """Reads it as Word does: whatever the encoding, the prefixes and the way letters are written in it."""
    if _MACROS.search(part.decode("latin-1")):
        raise _macros()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _no_doctype  # before anything in it is expanded; nothing outside is ever fetched
    fields = Fields()

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        _look_at_element(name, attributes)
        fields.begin(name.rpartition(" ")[2], attributes)

    parser.StartElementHandler, parser.EndElementHandler = begin, fields.end
    parser.CharacterDataHandler = fields.text
    parser.Parse(part, True)
    if foreign := fields.over():
        raise _refused(
            f"Templat memuat bidang {foreign}, yang dapat mengambil atau menjalankan sesuatu dari luar berkasnya",
            f"The template has a field {foreign}, which may fetch or run something from outside its file",
            "Di Word tekan Alt+F9 untuk melihat bidangnya, lalu hapus, atau jadikan teks biasa dengan Ctrl+Shift+F9.",
            "In Word press Alt+F9 to see the fields, and delete it, or make it plain text with Ctrl+Shift+F9.",
        )


def _no_doctype(*_: object) -> None:
    raise no_word()


def _look_at_element(name: str, attributes: Mapping[str, str]) -> None:
    if any(_MACROS.search(value) for value in attributes.values()):
        raise _macros()
    if name.rpartition(" ")[2] != "Relationship" or attributes.get("Type", "").endswith("/hyperlink"):
        return
    target = attributes.get("Target", "").strip()
    if attributes.get("TargetMode", "").strip().lower() == "external" and _ELSEWHERE.match(target):
        raise _refused(
            "Templat mengambil gambar atau templat lain dari luar berkasnya",
            "The template fetches a picture or another template from outside its file",
            "Sisipkan gambarnya ke dalam dokumen, atau lepaskan templat yang ditautkan.",
            "Insert the picture into the document, or detach the linked template.",
        )


def _macros() -> InputError:
    return _refused(
        "Templat berisi makro",
        "The template has macros",
        "Di Word pilih Simpan sebagai, jenis “Dokumen Word (*.docx)”, tanpa makro.",
        "In Word choose Save as, type “Word document (*.docx)”, without macros.",
    )


def _refused(what_id: str, what_en: str, remedy_id: str, remedy_en: str) -> InputError:
    return InputError(Text(f"{what_id}.", f"{what_en}."), Text(remedy_id, remedy_en))
