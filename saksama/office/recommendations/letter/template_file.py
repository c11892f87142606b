"""What an office's own Word template must not be, seen before it is opened: vast, with macros, reaching elsewhere."""

import io
import re
import zipfile

from saksama.errors import InputError
from saksama.language import Text

MOST_BYTES = 40 * 1024 * 1024  # unpacked; ours has 0.3 MB, one with a photographed letterhead perhaps 10
MOST_PARTS = 1_000
_MAIN = "word/document.xml"
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
# Word itself notes the template on its own disk that a document was begun with; that one is fetched from nowhere.
_ELSEWHERE = re.compile(rb"\bTarget\s*=\s*[\"'](?:(?!file:)[a-z][a-z0-9+.-]+:|file:/{0,2}[^/]|[/\\]{2})", re.IGNORECASE)


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
                if part.filename.endswith((".xml", ".rels")):
                    _look_at(archive.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise no_word() from error  # damaged, encrypted, or no zip at all


def no_word() -> InputError:
    """What is said of a file that cannot be opened."""
    return InputError(
        Text("Templat surat bukan dokumen Word (.docx).", "The letter template is no Word document (.docx)."),
        Text("Simpan ulang dari Word sebagai .docx.", "Save it again from Word as .docx."),
    )


def _look_at(part: bytes) -> None:
    if _MACROS.search(part):
        raise _refused(
            "Templat berisi makro",
            "The template has macros",
            "Di Word pilih Simpan sebagai, jenis “Dokumen Word (*.docx)”, tanpa makro.",
            "In Word choose Save as, type “Word document (*.docx)”, without macros.",
        )
    if b"<!DOCTYPE" in part:
        raise no_word()
    for relation in _RELATION.findall(part):
        if _EXTERNAL.search(relation) and _ELSEWHERE.search(relation) and b"/hyperlink" not in relation:
            raise _refused(
                "Templat mengambil gambar atau templat lain dari luar berkasnya",
                "The template fetches a picture or another template from outside its file",
                "Sisipkan gambarnya ke dalam dokumen, atau lepaskan templat yang ditautkan.",
                "Insert the picture into the document, or detach the linked template.",
            )


def _refused(what_id: str, what_en: str, remedy_id: str, remedy_en: str) -> InputError:
    return InputError(Text(f"{what_id}.", f"{what_en}."), Text(remedy_id, remedy_en))
