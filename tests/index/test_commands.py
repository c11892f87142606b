"""The commands on files: what they write, what they say, what they refuse."""

import csv
import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from typer.testing import CliRunner

from saksama.cli.app import app
from saksama.errors import InputError, OutputError
from saksama.index import load_tree, read_data, run

TREE = """key: small
title: {id: Indeks kecil, en: A small index}
source: '[R]'
doubts: {normalise: [percentile-rank]}
children:
  first: {title: {id: Pertama, en: First}, weight: 0.6, children: {a: {title: A}, b: {title: B}}}
  second: {title: Second, weight: 0.4, children: {c: {title: C}}}
"""
RUNNER = CliRunner()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A tree, and two periods of twelve squares in a row, the first named to tempt a spreadsheet and a browser."""
    tree, data = tmp_path / "tree.yaml", tmp_path / "data.csv"
    tree.write_text(TREE, encoding="utf-8")
    random = np.random.default_rng(1)
    lines = ["region,name,period,indicator,value,evidence"]
    for period in ("2019", "2024"):
        for region in range(12):
            name = "=1+1<script>" if region == 0 else f"Desa {region}"
            for key in "abc":
                value = "" if (region, key, period) == (3, "b", "2024") else str(random.poisson(3))
                lines.append(f"16.02.{region:02d},{name},{period},{key},{value},LHP-{region}{key}")
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tree, data


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.geojson"
    features = [
        {
            "type": "Feature",
            "properties": {"code": f"16.02.{at:02d}"},
            "geometry": {"type": "Polygon", "coordinates": [[[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]]]},
        }
        for at in range(12)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def invoke(*arguments: object) -> str:
    result = RUNNER.invoke(app, ["--lang", "en", "index", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_run_writes_all_its_files_and_they_agree(files: tuple[Path, Path], boundaries: Path, tmp_path: Path) -> None:
    tree, data = files
    out = tmp_path / "out"
    invoke("run", tree, data, "-o", out, "--boundaries", boundaries, "--draws", 50, "--seed", 4)
    expected = {"skor.csv", "skor.xlsx", "skor.geojson", "laporan.html", "catatan.json", "ulangan.npz"}
    assert {path.name for path in out.iterdir()} == expected
    loaded = load_tree(tree)
    result = run(loaded, read_data(data, loaded).at())
    with (out / "skor.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["region"]: row for row in csv.DictReader(file)}
    sheet = openpyxl.load_workbook(out / "skor.xlsx").worksheets[0]
    in_sheet = {row[0]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    features = json.loads((out / "skor.geojson").read_text("utf-8"))["features"]
    on_map = {feature["properties"]["code"]: feature["properties"]["score"] for feature in features}
    for at, region in enumerate(result.table.regions):
        score = pytest.approx(result.index[at], abs=1e-4)
        assert (float(rows[region]["score"]), in_sheet[region], on_map[region]) == (score, score, score)
    assert all(feature["geometry"]["type"] == "Polygon" for feature in features)


def test_the_same_run_gives_the_same_bytes(files: tuple[Path, Path], tmp_path: Path) -> None:
    for folder in ("one", "two"):
        invoke("run", *files, "-o", tmp_path / folder, "--draws", 50, "--seed", 4)
    for name in ("skor.csv", "catatan.json", "laporan.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_record_names_every_choice(files: tuple[Path, Path], tmp_path: Path) -> None:
    tree, data = files
    invoke("run", tree, data, "-o", tmp_path / "out", "--draws", 20, "--seed", 9)
    record = json.loads((tmp_path / "out" / "catatan.json").read_text("utf-8"))
    assert record["tree_sha256"] == sha256(tree.read_bytes()).hexdigest()
    assert record["data_sha256"] == sha256(data.read_bytes()).hexdigest()
    assert record["steps"]["normalise"] == {"method": "min-max"}
    assert record["monte_carlo"]["seed"] == record["seed"] == 9
    with np.load(tmp_path / "out" / "ulangan.npz") as kept:
        assert kept["weights"].shape == (20, len(kept["nodes"]))


def test_no_cell_is_a_formula_and_no_name_is_markup(files: tuple[Path, Path], tmp_path: Path) -> None:
    invoke("run", *files, "-o", tmp_path / "out", "--draws", 0)
    assert "'=1+1" in (tmp_path / "out" / "skor.csv").read_text("utf-8-sig")
    cells = openpyxl.load_workbook(tmp_path / "out" / "skor.xlsx").worksheets[0].iter_rows(min_row=2)
    assert all(cell.data_type != "f" for row in cells for cell in row)
    page = (tmp_path / "out" / "laporan.html").read_text("utf-8")
    assert "=1+1&lt;script&gt;" in page
    assert "1<script>" not in page


def test_the_page_takes_nothing_from_outside_and_runs_only_its_own_script(
    files: tuple[Path, Path], boundaries: Path, tmp_path: Path
) -> None:
    invoke("run", *files, "-o", tmp_path / "out", "--boundaries", boundaries, "--draws", 20)
    page = (tmp_path / "out" / "laporan.html").read_text("utf-8")
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    for kind in ("style", "script"):
        (content,) = re.findall(f"<{kind}>(.*?)</{kind}>", page, flags=re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page


def test_every_chart_of_the_page_has_its_table(files: tuple[Path, Path], boundaries: Path, tmp_path: Path) -> None:
    invoke("run", *files, "-o", tmp_path / "out", "--boundaries", boundaries, "--draws", 20)
    page = (tmp_path / "out" / "laporan.html").read_text("utf-8")
    for key in ("map", "ranking", "profile", "trust"):
        (content,) = re.findall(f'<section id="{key}".*?</section>', page, flags=re.DOTALL)
        assert "<svg" in content
        assert "<table" in content


def test_explain_names_the_drivers_their_evidence_and_the_missing_report(files: tuple[Path, Path]) -> None:
    said = invoke("explain", *files, "16.02.03")
    assert "rank" in said
    assert "LHP-3" in said
    assert "1 indicators were not reported" in said


def test_compare_ends_at_both_scores(files: tuple[Path, Path]) -> None:
    tree, data = files
    loaded = load_tree(tree)
    values = read_data(data, loaded)
    said = invoke("compare", tree, data, "--from", "2019", "--to", "2024", "--region", "16.02.05")
    for period in ("2019", "2024"):
        assert f"{run(loaded, values.at(period)).index[5]:.2f}" in said
    assert "Desa 5" in invoke("compare", tree, data, "--from", "2019", "--to", "2024")


def test_backtest_shows_the_index_beside_the_last_time(files: tuple[Path, Path], tmp_path: Path) -> None:
    happened = tmp_path / "happened.csv"
    happened.write_text("region,value\n" + "".join(f"16.02.{at:02d},{at % 3}\n" for at in range(12)), encoding="utf-8")
    said = invoke("backtest", *files, happened, "--period", "2019", "--last-time", happened, "-k", 3)
    assert "12 regions, it happened in 8" in said
    assert "Precision of the top 3" in said


def test_a_region_that_is_not_there_is_told(files: tuple[Path, Path]) -> None:
    with pytest.raises(InputError, match=r"99\.99 is not in the data"):
        invoke("explain", *files, "99.99")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_half(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        invoke("run", *files, "-o", blocked / "out", "--draws", 0)
    assert blocked.read_text("utf-8") == "mine"
    assert not list(tmp_path.glob("**/*.part"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("code,value\nx,1\n", "region and value"), ("region,value\nx,-1\n", "'-1'"), ("region,value\nx,many\n", "'many'")],
)
def test_an_outcome_that_is_no_count_is_refused(files: tuple[Path, Path], tmp_path: Path, text: str, said: str) -> None:
    happened = tmp_path / "happened.csv"
    happened.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        invoke("backtest", *files, happened)


def test_the_index_works_without_django_or_the_office() -> None:
    code = (
        "import sys; sys.modules['django'] = None; import saksama.index; "
        "assert not any('office' in name or name.startswith('saksama.rolls') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


def test_what_if_an_indicator_were_left_out_is_said_and_recorded(files: tuple[Path, Path], tmp_path: Path) -> None:
    said = invoke("run", *files, "-o", tmp_path / "out", "--draws", 0, "--without", "b", "--without", "second")
    assert "ranks move" in said
    record = json.loads((tmp_path / "out" / "catatan.json").read_text("utf-8"))
    assert record["left_out"] == ["b", "second"]
    assert record["indicators"] == 1
    with pytest.raises(InputError, match="no node 'nobody'"):
        invoke("run", *files, "-o", tmp_path / "out", "--without", "nobody")


def test_the_workbook_holds_the_values_on_every_step(files: tuple[Path, Path], tmp_path: Path) -> None:
    tree, data = files
    invoke("run", tree, data, "-o", tmp_path / "out", "--draws", 0)
    book = openpyxl.load_workbook(tmp_path / "out" / "skor.xlsx")
    assert book.sheetnames == ["Scores", "Tree", "Reported", "Treated and completed", "Normalised", "Record"]
    loaded = load_tree(tree)
    values = read_data(data, loaded).at().values
    rows = [row[2:] for row in book["Reported"].iter_rows(min_row=2, values_only=True)]
    np.testing.assert_array_equal(np.array(rows, dtype=float), values)
