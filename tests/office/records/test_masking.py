"""Names where the reader need not know them."""

import pytest

from saksama.office.records.masking import masked_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("H. Ahmad bin Saleh", "A*** b*** S***"),
        ("Marzuki (nama samaran)", "M***"),
        ("Dr. Siti Rohani", "S*** R***"),
        ("", ""),
    ],
)
def test_first_letters_remain(name: str, masked: str) -> None:
    assert masked_name(name) == masked
