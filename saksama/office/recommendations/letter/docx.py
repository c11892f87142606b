"""The letter as a Word document, from the shipped template or the office's own."""

import io
import zipfile
from pathlib import Path

import docxtpl
from docx.document import Document
from docx.shared import Emu
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.recommendations.letter.fields import fields
from saksama.office.recommendations.letter.letter import Letter

TEMPLATE = Path(__file__).with_name("letter.docx")  # made by default_docx.py


def to_docx(letter: Letter, template: bytes | None = None) -> bytes:
    """Fills the template; None is the shipped one. What the letter says is escaped, never read as markup.

    Raises InputError when the template is no Word document, or asks for something a letter does not have.
    """
    source = TEMPLATE.read_bytes() if template is None else template
    # A template comes from outside: it may name what `fields` gives, and nothing else of the program.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = io.BytesIO()
    try:
        document = docxtpl.DocxTemplate(io.BytesIO(source))
        document.render(fields(letter), jinja_env=environment)
        _fit_tables(document.docx)
        document.save(made)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(
            Text("Templat surat bukan dokumen Word (.docx).", "The letter template is no Word document (.docx)."),
            Text("Simpan ulang dari Word sebagai .docx.", "Save it again from Word as .docx."),
        ) from error
    except TemplateError as error:
        raise InputError(
            Text(f"Templat surat tidak dapat diisi: {error}.", f"The letter template cannot be filled: {error}."),
            Text(
                "Bandingkan tanda {{ }} dan {% %} dengan templat bawaan.", "Compare {{ }} and {% %} with our template."
            ),
        ) from error
    return made.getvalue()


def _fit_tables(document: Document) -> None:
    """Gives each column the width of its own cells, all together no wider than the page.

    docxtpl spreads the old widths over repeated columns by their order, so that the wrong ones come out narrow.
    """
    page = document.sections[0]
    if page.page_width is None or page.left_margin is None or page.right_margin is None:
        return
    room = page.page_width - page.left_margin - page.right_margin
    for table in document.tables:
        wanted = [cell.width for cell in table.rows[0].cells] if len(table.rows) else []
        widths = [width for width in wanted if width is not None]
        if len(widths) != len(table.columns) or not sum(widths):
            continue  # merged cells, or left to Word
        scale = min(1.0, room / sum(widths))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(int(width * scale))
            for cell in column.cells:
                cell.width = Emu(int(width * scale))
