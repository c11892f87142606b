"""Dates and numbers as an Indonesian official letter writes them."""

import datetime as dt

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip


def date_in_words(date: dt.date) -> str:
    """20 Agustus 2024."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def day_and_date(date: dt.date) -> str:
    """Selasa, 20 Agustus 2024."""
    return f"{DAYS[date.weekday()]}, {date_in_words(date)}"


def with_dots(number: int) -> str:
    """577.241."""
    return f"{number:,}".replace(",", ".")


def in_words(number: int) -> str:
    """21 is dua puluh satu. From 0 to 999."""
    if not 0 <= number <= 999:
        raise ValueError(f"{number} is not between 0 and 999")
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_ONES[tens]} puluh" + (f" {_ONES[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    start = "seratus" if hundreds == 1 else f"{_ONES[hundreds]} ratus"
    return start + (f" {in_words(rest)}" if rest else "")


def number_and_words(number: int) -> str:
    """3 (tiga)."""
    return f"{number} ({in_words(number)})"
