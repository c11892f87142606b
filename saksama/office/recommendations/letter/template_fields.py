"""Which fields a Word template may have: those that Word works out from the document itself."""

from collections.abc import Mapping

# By name, as Word writes them. What is not here may fetch, run or put together something: INCLUDEPICTURE, INCLUDETEXT,
# DDE, LINK, IMPORT, DATABASE, MACROBUTTON, and QUOTE, which spells any of these in numbers.
# https://learn.microsoft.com/openspecs/office_standards/ms-oe376, part 4, 2.16.5: the fields.
HARMLESS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM", "TITLE", "SUBJECT", "AUTHOR"),
        *("LASTSAVEDBY", "FILENAME", "FILESIZE", "NUMWORDS", "NUMCHARS", "KEYWORDS", "COMMENTS", "DOCPROPERTY"),
        *("HYPERLINK", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "SYMBOL", "FORMTEXT", "FORMCHECKBOX"),
    }
)


class Fields:
    """Listens to the elements of one part; `foreign` is the first field in it that is not harmless, if there is one.

    A code may be cut into pieces of text, and one field may stand inside the code of another.
    """

    def __init__(self) -> None:
        self.foreign: str | None = None
        self._codes: list[list[str]] = []  # of the fields that are open, the innermost last; pieces of text
        self._is_code = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element opens; `name` without its namespace, attributes with theirs."""
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "fldSimple":
            self._judge(own.get("instr", ""))
        elif name == "fldChar":
            kind = own.get("fldCharType", "").strip()
            if kind == "begin":
                self._codes.append([])
            elif kind == "end" and self._codes:
                self._judge("".join(self._codes.pop()))
        elif name == "mailMerge":  # asks a data source by itself
            self.foreign = self.foreign or "MAILMERGE"
        self._is_code = name in ("instrText", "delInstrText")

    def text(self, said: str) -> None:
        """Text between elements."""
        if self._is_code:
            if not self._codes:  # outside of any field: Word shows none, others might
                self._codes.append([])
            self._codes[-1].append(said)

    def end(self, *_: object) -> None:
        """An element closes."""
        self._is_code = False

    def over(self) -> str | None:
        """The part has come to its end, with what was left open."""
        while self._codes:
            self._judge("".join(self._codes.pop()))
        return self.foreign

    def _judge(self, code: str) -> None:
        name = (code.split() or ["?"])[0].upper()
        if name not in HARMLESS and self.foreign is None:
            self.foreign = name[:20]
