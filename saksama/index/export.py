"""Scores as csv, xlsx and GeoJSON, and the record of the run; each file whole or not at all."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from saksama.index.boundaries import Geometry
from saksama.index.data import Table
from saksama.index.result import Result
from saksama.index.space import Local
from saksama.index.uncertainty import Uncertainty
from saksama.language import Language, Text
from saksama.writing import replacing, safe_cell

DECIMALS = 4  # of scores and shares in files; IKP prints two
Row = dict[str, Any]


def score_rows(result: Result, doubt: Uncertainty | None = None, spots: Local | None = None) -> list[Row]:
    """One row a region, by rank: code, name, score, rank, category, intervals, then the score of every node.

    None: no score, not reported, not computed.
    """
    tree = result.tree
    order = np.lexsort((np.array(result.table.regions), np.where(result.rank == 0, len(result.rank) + 1, result.rank)))
    rows = []
    for at in order.tolist():
        category = int(result.category[at])
        row: Row = {
            "region": result.table.regions[at],
            "name": result.table.names[at],
            "period": result.table.period,
            "score": _number(result.index[at]),
            "rank": int(result.rank[at]) or None,
            "category": result.labels[category].id if category >= 0 else None,
            "category_en": result.labels[category].en if category >= 0 else None,
            "coverage": _number(result.coverage[at]),
        }
        if doubt is not None:
            row |= {
                "score_low": _number(doubt.low[at]),
                "score_high": _number(doubt.high[at]),
                "rank_low": int(doubt.rank_low[at]) or None,
                "rank_high": int(doubt.rank_high[at]) or None,
                "chance_other_category": _number(doubt.other_category[at]),
            }
        if spots is not None:
            row |= {"cluster": spots.cluster[at].value, "cluster_q": _number(spots.q_value[at])}
        row |= {node.key: _number(result.scores[tree.place[node.key], at]) for node in tree.nodes[1:]}
        rows.append(row)
    return rows


def data_csv(tables: Sequence[Table], indicators: Sequence[str], denominators: Sequence[str] = ()) -> bytes:
    """Tables as the csv that `read_data` reads back to the same numbers: wide, a row a period and region."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["period", "region", "name", "group", *indicators, *denominators])
    for table in tables:
        divisors = table.denominators if table.denominators is not None else np.empty((len(table.regions), 0))
        for at, region in enumerate(table.regions):
            row = [*table.values[at].tolist(), *divisors[at].tolist()]
            cells = ["" if value != value else repr(value) for value in row]
            writer.writerow([table.period, region, table.names[at], table.groups[at], *cells])
    return text.getvalue().encode()


def write_csv(rows: list[Row], path: Path) -> None:
    """UTF-8 with a mark, so that it opens well in Excel; text that a spreadsheet would take for a formula is quoted."""
    with replacing(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({key: safe_cell(value) for key, value in row.items()} for row in rows)


def write_xlsx(
    result: Result, rows: list[Row], path: Path, language: Language = "id", *, with_values: bool = True
) -> None:
    """Scores, the tree with its weights and sources, the record; and, if wanted, the values as reported, completed and
    normalised.
    """
    with replacing(path) as beside:
        book = xlsxwriter.Workbook(str(beside), {"strings_to_formulas": False, "strings_to_urls": False})
        head = book.add_format({"bold": True, "bottom": 1})
        _sheet(book, SCORES.in_(language), [list(rows[0]), *[list(row.values()) for row in rows]], head)
        weights = result.effective_weights
        tree_rows: list[list[Any]] = [[title.in_(language) for title in TREE_COLUMNS]]
        for node in result.tree.nodes:
            effective = weights[result.tree.column[node.key]] if node.indicator else None
            share = _number(result.weights[result.tree.place[node.key]])
            tree_rows.append(
                [
                    node.key,
                    node.title.in_(language),
                    share,
                    None if effective is None else _number(effective),
                    str(node.origin),
                ]
            )
        _sheet(book, TREE.in_(language), tree_rows, head)
        for title, values in (
            (
                (REPORTED, result.table.values),
                (COMPLETED, result.completed),
                (NORMALISED, result.normalised),
            )
            if with_values
            else ()
        ):
            keys = [node.key for node in result.tree.indicators]
            body = [
                [region, name, *map(_number, row.tolist())]
                for region, name, row in zip(result.table.regions, result.table.names, values, strict=True)
            ]
            _sheet(book, title.in_(language), [["region", "name", *keys], *body], head)
        record = [
            [key, value if isinstance(value, int | float | str) else json.dumps(value)]
            for key, value in result.record.items()
        ]
        _sheet(book, RECORD.in_(language), [["", ""], *record], head)
        book.close()


def write_geojson(rows: list[Row], boundaries: Mapping[str, Geometry], path: Path) -> None:
    """The rows as features; a region without a boundary has geometry null, which GeoJSON allows."""
    features = [
        {
            "type": "Feature",
            "id": row["region"],
            "properties": {"code": row["region"], **row},
            "geometry": boundaries.get(row["region"]),
        }
        for row in rows
    ]
    with replacing(path) as beside:
        beside.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")


def write_record(result: Result, doubt: Uncertainty | None, path: Path) -> None:
    """All that is needed to repeat the run, as JSON."""
    record = dict(result.record)
    if doubt is not None:
        record["monte_carlo"] = {
            "draws": doubt.draws,
            "seed": doubt.seed,
            "worlds": list(doubt.choices.world_names),
            "doubted_nil": result.tree.doubts.nil,
            "normalise": [choice.record() for choice in doubt.choices.normalise],
            "aggregate": [[choice.record() for choice in each] for each in doubt.choices.aggregate],
            "weight_noise": result.tree.doubts.weight_noise,
        }
    with replacing(path) as beside:
        beside.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")


def write_replicates(doubt: Uncertainty, path: Path) -> None:
    """Every replicate's choice as a NumPy archive: world, normalise, aggregate (positions in the record), weights."""
    made = doubt.replicates
    with replacing(path) as beside, beside.open("wb") as file:
        np.savez_compressed(
            file, world=made.world, normalise=made.normalise, aggregate=made.aggregate, weights=made.weights,
            nodes=np.array([node.key for node in doubt.choices.result.tree.nodes]),
        )  # fmt: skip


def _sheet(book: Any, title: str, rows: list[list[Any]], head: Any) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 24)
    sheet.write_row(0, 0, rows[0], head)
    for at, row in enumerate(rows[1:], start=1):
        sheet.write_row(at, 0, row)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), DECIMALS)


SCORES = Text("Skor", "Scores")
TREE = Text("Pohon", "Tree")
REPORTED = Text("Dilaporkan", "Reported")
COMPLETED = Text("Diolah dan dilengkapi", "Treated and completed")
NORMALISED = Text("Ternormalisasi", "Normalised")
RECORD = Text("Catatan", "Record")
TREE_COLUMNS = (
    Text("kunci", "key"),
    Text("nama", "name"),
    Text("bobot di antara saudaranya", "weight among siblings"),
    Text("bobot dalam indeks", "weight in the index"),
    Text("sumber", "source"),
)
