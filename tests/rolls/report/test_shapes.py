"""Boundaries as paths."""

import re

from saksama.reference.boundaries import Boundary, load_boundaries
from saksama.rolls.report.shapes import draw


def square(code: str, west: float, south: float, side: float) -> Boundary:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Boundary(code, code, west, south, {"type": "Polygon", "coordinates": [ring]})


def test_north_is_up_and_the_label_stands_in_the_middle() -> None:
    canvas = draw([square("south", 104, -4, 1), square("north", 104, -3, 1)], [square("k", 104, -4, 2)], width=1000)
    south, north = canvas.desa
    assert north.label[1] < south.label[1]
    left, top, right, bottom = south.box
    assert south.label == ((left + right) // 2, (top + bottom) // 2)


def test_all_desa_of_oki_are_drawn_small() -> None:
    canvas = draw(load_boundaries("desa"), load_boundaries("kecamatan"))
    assert (len(canvas.desa), len(canvas.kecamatan)) == (327, 18)
    assert sum(len(shape.path) for shape in canvas.desa) < 130_000
    assert all(re.fullmatch(r"(M[\d-][\d -]*l[\d -]+z)+", shape.path) for shape in canvas.desa)
    for shape in canvas.desa:
        left, top, right, bottom = shape.box
        assert 0 <= left <= right <= canvas.width
        assert 0 <= top <= bottom <= canvas.height
