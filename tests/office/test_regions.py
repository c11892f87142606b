"""Regions and boundaries: loading from files, and the pages that show them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from saksama.errors import InputError
from saksama.office.accounts.models import Account
from saksama.office.election.boundary_file import load_boundaries
from saksama.office.election.models import Boundary, Region
from saksama.office.election.region_file import load_regions
from saksama.office.election.simplify import TOLERANCE, simplify_geometry
from saksama.office.jobs.worker import run_next
from saksama.office.trail.models import Entry
from saksama.reference.files import FOLDER
from saksama.rolls.engine import no_progress
from tests.office.conftest import DATA, Cast

HEADING = "code,name\n"


def written(folder: Path, text: str, name: str = "regions.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class TestRegionFile:
    def test_the_regency_loads_with_parent_and_level_from_the_code(self, oki: None) -> None:
        assert Region.objects.count() == 347
        kota_raya = Region.objects.get(code="16.02.05.1001")
        assert (kota_raya.parent, kota_raya.level) == ("16.02.05", 4)
        assert kota_raya.path == ["16", "16.02", "16.02.05", "16.02.05.1001"]

    def test_loading_again_changes_names_and_nothing_else(self, oki: None, tmp_path: Path) -> None:
        load_regions(written(tmp_path, HEADING + "16.02.05,Kayuagung\n"), no_progress)
        assert Region.objects.count() == 347
        assert Region.objects.get(code="16.02.05").name == "Kayuagung"

    @pytest.mark.parametrize(
        ("text", "row", "part"),
        [
            ("nama,level\n", 1, "kode"),
            (HEADING + "16,Sumsel\n16.2,X\n", 3, "16.2"),
            (HEADING + "16,Sumsel\n16,Again\n", 3, "dua kali"),
            (HEADING + "16,\n", 2, "kosong"),
            (HEADING + "16\n", 2, "kosong"),
            (HEADING + "16,Sumsel\n16.02.05,Kayu Agung\n", None, "16.02"),
        ],
    )
    def test_a_bad_line_is_named_and_nothing_is_loaded(
        self, db: None, tmp_path: Path, text: str, row: int | None, part: str
    ) -> None:
        with pytest.raises(InputError, match=r"regions\.csv") as refused:
            load_regions(written(tmp_path, text), no_progress)
        assert refused.value.row == row
        assert part in refused.value.say("id")
        assert Region.objects.count() == 0

    def test_a_file_in_another_encoding_is_refused_with_the_remedy(self, db: None, tmp_path: Path) -> None:
        path = tmp_path / "regions.csv"
        path.write_bytes("code,name\n16,Sélatan\n".encode("latin-1"))
        with pytest.raises(InputError, match="UTF-8"):
            load_regions(path, no_progress)


class TestBoundaryFile:
    def test_outlines_are_simplified_and_kept_by_region(self, oki: None) -> None:
        assert Boundary.objects.count() == 18
        geometry = json.loads(Boundary.objects.get(region_id="16.02.05").geometry)
        assert geometry["type"] == "MultiPolygon"

    @pytest.mark.parametrize(
        ("content", "part"),
        [
            ("no json", "GeoJSON"),
            ('{"features": [{"properties": {}, "geometry": null}]}', "ke-1"),
            (
                '{"features": [{"properties": {"code": "16"}, "geometry": {"type": "Point", "coordinates": [1]}}]}',
                "ke-1",
            ),
            (
                '{"features": [{"properties": {"code": "99"}, "geometry": {"type": "Polygon",'
                ' "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}}]}',
                "99",
            ),
        ],
    )
    def test_what_is_no_outline_of_a_known_region_is_refused(
        self, db: None, tmp_path: Path, content: str, part: str
    ) -> None:
        with pytest.raises(InputError) as refused:
            load_boundaries(written(tmp_path, content, "map.geojson"), no_progress)
        assert part in refused.value.say("id")
        assert Boundary.objects.count() == 0

    @given(
        st.lists(
            st.tuples(st.floats(95, 141).map(lambda x: round(x, 5)), st.floats(-11, 6).map(lambda y: round(y, 5))),
            min_size=4,
            max_size=60,
            unique=True,
        )
    )
    def test_a_simplified_ring_stays_closed_and_uses_only_points_it_had(
        self, points: list[tuple[float, float]]
    ) -> None:
        ring = [list(point) for point in [*points, points[0]]]
        (simpler,) = simplify_geometry({"type": "Polygon", "coordinates": [ring]})["coordinates"]
        assert simpler[0] == simpler[-1]
        assert 4 <= len(simpler) <= len(ring)
        assert all(point in ring for point in simpler)

    def test_points_on_a_line_go_and_corners_stay(self) -> None:
        side = [[x / 100, TOLERANCE / 4 * (x % 2)] for x in range(101)]
        ring = [*side, [1.0, 1.0], [0.0, 1.0], side[0]]
        (simpler,) = simplify_geometry({"type": "Polygon", "coordinates": [ring]})["coordinates"]
        assert simpler == [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


class TestPages:
    def test_the_regency_page_lists_its_18_sub_districts_with_villages_stations_and_a_map(
        self, cast: Cast, oki: None, login: Callable[[Account], Client]
    ) -> None:
        answer = login(cast.sari).get("/regions/")
        children = {child.region.code: child for child in answer.context["children"]}
        assert len(children) == 18
        kayu_agung = children["16.02.05"]
        assert (kayu_agung.villages, kayu_agung.stations, kayu_agung.voters) == (25, 2, 824)
        assert len(answer.context["figure"].shapes) == 18
        assert answer.text.count("<path class=") == 18

    def test_a_village_shows_its_polling_stations(
        self, cast: Cast, oki: None, login: Callable[[Account], Client]
    ) -> None:
        page = login(cast.eko).get("/regions/16.02.05.1001/").text
        assert page.count("412") == 2

    def test_another_sub_district_is_not_there(self, cast: Cast, oki: None, login: Callable[[Account], Client]) -> None:
        assert login(cast.budi).get("/regions/16.02.05/").status_code == 200
        assert login(cast.budi).get("/regions/16.02.13/").status_code == 404
        assert login(cast.budi).get("/regions/16.02.13/boundaries.json").status_code == 404

    def test_pages_cost_few_queries_and_few_bytes(
        self,
        cast: Cast,
        oki: None,
        login: Callable[[Account], Client],
        django_assert_max_num_queries: Callable[..., object],
    ) -> None:
        load_boundaries(FOLDER / "oki_desa.geojson", no_progress)
        browser = login(cast.sari)
        browser.get("/")
        for path in ("/regions/", "/regions/16.02.05/"):
            with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
                assert len(browser.get(path).content) < 100_000

    def test_boundaries_come_once_and_then_from_the_browsers_cache(
        self, cast: Cast, oki: None, login: Callable[[Account], Client]
    ) -> None:
        browser = login(cast.sari)
        first = browser.get("/regions/16.02/boundaries.json")
        features = first.json()["features"]
        assert (len(features), features[0]["properties"]) == (18, {"code": "16.02.02", "name": "Tanjung Lubuk"})
        assert len(first.content) < 60_000
        again = browser.get("/regions/16.02/boundaries.json", headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize(
        ("name", "content", "action"),
        [
            ("regions.csv", (FOLDER / "oki_regions.csv").read_bytes(), "election.regions_loaded"),
            ("map.geojson", (FOLDER / "oki_kecamatan.geojson").read_bytes(), "election.boundaries_loaded"),
        ],
    )
    def test_an_uploaded_file_is_stored_by_its_hash_and_loaded_in_the_background(
        self, cast: Cast, oki: None, login: Callable[[Account], Client], name: str, content: bytes, action: str
    ) -> None:
        answer: Any = login(cast.sari).post("/regions/load/", {"file": SimpleUploadedFile(name, content)})
        assert answer["Location"].startswith("/jobs/")
        uploaded = Entry.objects.get().details["sha256"]
        assert (DATA / "files" / uploaded[:2] / f"{uploaded}{Path(name).suffix}").read_bytes() == content
        assert list((DATA / "files").glob("*.tmp")) == []
        run_next()
        assert Entry.objects.order_by("-number")[0].action == action
        assert "Selesai" in login(cast.sari).get(answer["Location"]).text

    def test_the_command_loads_the_same_files(self, db: None) -> None:
        files = [str(FOLDER / name) for name in ("oki_regions.csv", "oki_kecamatan.geojson")]
        call_command("loadregions", *files)
        assert (Region.objects.count(), Boundary.objects.count()) == (347, 18)
