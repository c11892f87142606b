"""The letter as a Word document, from the shipped template or the office's own."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docxtpl
from docx.document import Document
from docx.shared import Cm, Emu
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.recommendations.letter.fields import fields
from saksama.office.recommendations.letter.letter import Letter
from saksama.office.recommendations.letter.template_file import no_word, refuse_unsafe

TEMPLATE = Path(__file__).with_name("letter.docx")  # made by default_docx.py


_FILTERS = (
    "capitalize",
    "default",
    "e",
    "escape",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "title",
    "trim",
    "upper",
)
_COMPARE = Text("Bandingkan dengan templat bawaan.", "Compare with the shipped template.")


class _Filling(SandboxedEnvironment):
    """A template comes from outside: it may name what `fields` gives and repeat it; it calls and computes nothing."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - whatever it is
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"{operator} is unsafe")


def to_docx(letter: Letter, template: bytes | None = None) -> bytes:
    """Fills the template; None is the shipped one. What the letter says is escaped, never read as markup.

    Raises InputError when the template is no Word document, is not safe to open, or asks for something a letter does
    not have.
    """
    source = TEMPLATE.read_bytes() if template is None else template
    refuse_unsafe(source)
    made = io.BytesIO()
    try:
        document = docxtpl.DocxTemplate(io.BytesIO(source))
        document.render({**fields(letter), "emblem": _emblem(document, letter)}, jinja_env=_Filling())
        _fit_tables(document.docx)
        document.save(made)
    except TemplateError as error:
        raise _not_filled(error) from error
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:  # parts missing, or not what they say
        raise no_word() from error
    except TypeError as error:  # include, import and the like
        raise _not_filled(error) from error
    return made.getvalue()


def _emblem(document: docxtpl.DocxTemplate, letter: Letter) -> docxtpl.InlineImage | str:
    """The office's own, as high as in the PDF; nothing where there is none."""
    logo = letter.office.logo
    return docxtpl.InlineImage(document, io.BytesIO(logo), height=Cm(2.1)) if logo else ""


def try_template(letter: Letter, template: bytes) -> None:
    """Raises InputError when letters cannot be made with it, or would all come out the same: some other document."""
    with zipfile.ZipFile(io.BytesIO(to_docx(letter, template))) as made:
        parts = [made.read(name) for name in made.namelist() if re.match(r"word/(document|header\d*)\.xml$", name)]
    if not any(letter.number.encode() in part for part in parts):
        raise InputError(
            Text(
                "Templat tidak memuat {{ number }}, tempat nomor surat.",
                "The template lacks {{ number }}, where the letter's number goes.",
            ),
            Text("Unduh templat, lalu ubah yang itu.", "Download the template and change that one."),
        )


def _not_filled(error: Exception) -> InputError:
    """In words of who changed the template in Word, with the place in it where that is known."""
    name = re.search(r"'(\w+)' is undefined", str(error))
    if isinstance(error, UndefinedError) and name:
        return InputError(
            Text(
                f"Templat meminta “{name[1]}”, yang tidak ada pada surat.",
                f"The template asks for “{name[1]}”, which a letter does not have.",
            ),
            _COMPARE,
        )
    text = re.sub(r"<[^>]*>", "", "".join(map(str, getattr(error, "docx_context", ()))))
    marks = re.findall(r"\{[{%][^{}]{0,60}(?:[}%]\})?", text)
    near = f" – “{marks[-1].strip()}”" if marks else ""
    return InputError(
        Text(
            f"Templat surat tidak dapat diisi{near} ({error}).",
            f"The letter template cannot be filled{near} ({error}).",
        ),
        Text(
            "Periksa tanda {{ }} dan {% %}: setiap tanda buka ada tutupnya, setiap for ada endfor. "
            f"{_COMPARE.id}",
            f"Check {{{{ }}}} and {{% %}}: each is closed, and each for has its endfor. {_COMPARE.en}",
        ),
    )


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
