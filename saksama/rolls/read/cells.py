"""A spreadsheet cell as text, losing nothing that was exact and inventing nothing that was not."""

import datetime as dt
from collections.abc import Sequence

LARGEST_EXACT_NUMBER = 2**53  # above it a spreadsheet number no longer holds every integer (IEEE 754 double)


def text_of_cell(cell: object) -> str:
    """Dates as yyyy-mm-dd, whole numbers without decimals while exact, the rest as Python prints it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        exact = cell.is_integer() and abs(cell) <= LARGEST_EXACT_NUMBER
        return str(int(cell)) if exact else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def texts_of_row(row: Sequence[object]) -> list[str]:
    """The row with every cell as text."""
    return [cell if type(cell) is str else text_of_cell(cell) for cell in row]


def column_letter(index: int) -> str:
    """Spreadsheet letters of a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
