"""Values from csv: what was reported, what was reported as zero, and what was not reported stay three things."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.index import Data, Tree, read_data

EVENTS = "children:\n  a: {title: A, events: {ringan: 1, berat: 3}}\n  b: {title: B}\n"


@pytest.fixture
def read(tree_of: Callable[..., Tree], folder: Path) -> Callable[[str], Data]:
    tree = tree_of(body=EVENTS)

    def reader(text: str) -> Data:
        path = folder / "data.csv"
        path.write_text(text, encoding="utf-8")
        return read_data(path, tree)

    return reader


def test_an_empty_cell_is_not_reported_and_a_nil_report_is_zero(read: Callable[[str], Data]) -> None:
    values = read("region,a,b\n16.02.01,,nihil\n16.02.02,0,2\n").at().values
    assert np.isnan(values[0, 0])
    assert values[0, 1] == 0
    assert values[1].tolist() == [0, 2]


def test_events_are_weighed_by_level_and_added_up(read: Callable[[str], Data]) -> None:
    text = "region,indicator,value,level\nx,a,2,ringan\nx,a,1,berat\nx,b,1,\n"
    assert read(text).at().values.tolist() == [[2 * 1 + 1 * 3, 1]]


def test_what_has_no_row_was_not_reported_unless_the_rest_is_nil(read: Callable[[str], Data]) -> None:
    values = read("region,indicator,value\nx,a,1\ny,a,1\ny,*,nihil\n").at().values
    assert np.isnan(values[0, 1])
    assert values[1].tolist() == [1, 0]


def test_evidence_stays_with_its_value(read: Callable[[str], Data]) -> None:
    data = read("region,indicator,value,evidence\nx,a,1,LHP-12\nx,a,1,LHP-15\n")
    assert data.evidence["-", "x", "a"] == ("LHP-12", "LHP-15")


def test_periods_and_groups_are_kept_and_the_period_before_is_at_hand(read: Callable[[str], Data]) -> None:
    data = read("region,period,a,b\n16.02.01,2024,5,5\n16.02.01,2019,1,\n")
    table = data.at()
    assert (data.periods, table.period, table.groups) == (("2019", "2024"), "2024", ("16.02",))
    assert table.previous is not None
    assert table.previous[0, 0] == 1


def test_semicolons_and_decimal_commas_are_understood(read: Callable[[str], Data]) -> None:
    assert read("region;a;b\nx;1,5;2\n").at().values.tolist() == [[1.5, 2]]


@pytest.mark.parametrize(
    ("text", "row", "said"),
    [
        ("region,a,c\nx,1,1\n", 1, "'c'"),
        ("a,b\n1,1\n", 1, "'region'"),
        ("region,a,b\nx,one,1\n", 2, "'one' is not a number"),
        ("region,a,b\nx,nan1,1\n", 2, "not a number"),
        ("region,a,b\nx,1,1\nx,2,2\n", 3, "there already"),
        ("region,a,b\nx,1\n", 2, "3 columns"),
        ("region,a,b\n,1,1\n", 2, "code is empty"),
        ("region,a,b\n", 1, "no rows"),
        ("region,indicator,value,level\nx,a,1,parah\n", 2, "unknown level 'parah'"),
        ("region,indicator,value\nx,z,1\n", 2, "'z'"),
        ("region,indicator,value\nx,*,3\n", 2, "for nil only"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_row(
    read: Callable[[str], Data], text: str, row: int, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert (caught.value.row, said in caught.value.say("en")) == (row, True), caught.value.say("en")


@given(
    cells=st.lists(st.tuples(st.none() | st.integers(0, 99), st.none() | st.integers(0, 99)), min_size=1, max_size=20)
)
def test_what_goes_in_comes_out_whatever_the_order_of_rows(
    tree_of: Callable[..., Tree], tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[int | None, int | None]]
) -> None:
    tree = tree_of(body=EVENTS)
    path = tmp_path_factory.mktemp("rows") / "data.csv"
    rows = [f"r{at:02d},{'' if a is None else a},{'' if b is None else b}\n" for at, (a, b) in enumerate(cells)]
    path.write_text("region,a,b\n" + "".join(reversed(rows)), encoding="utf-8")
    expected = np.array([[np.nan if cell is None else cell for cell in pair] for pair in cells], dtype=float)
    np.testing.assert_array_equal(read_data(path, tree).at().values, expected)
