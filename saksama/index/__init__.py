"""Engine 2, the index: tree → treat → impute → normalise → weigh → aggregate → classify, and how far to trust it.

tree = load_tree("ikp-2024")
data = read_data(Path("data.csv"), tree)
result = run(tree, data.at("2024"), data_sha256=data.sha256)
doubt = uncertainty(result, draws=1_000, seed=1)
"""

from saksama.index.backtest import BackTest, back_test
from saksama.index.boundaries import read_boundaries
from saksama.index.data import Data, Table
from saksama.index.explain import Difference, MissingReports, against_average, between, difference, missing_reports
from saksama.index.export import data_csv, score_rows
from saksama.index.method_page import method_tables
from saksama.index.neighbours import Neighbours, centres, nearest, touching, within
from saksama.index.node import Indicator, Node, Tree
from saksama.index.outcome import read_outcome
from saksama.index.outranking import copeland, outranking
from saksama.index.read import parse_data, read_data
from saksama.index.reliability import Across, across, consistency, leave_one_out
from saksama.index.report import Findings, document
from saksama.index.result import Result
from saksama.index.run import run
from saksama.index.sensitivity import FACTORS, Sensitivity, sensitivity
from saksama.index.space import Cluster, getis_ord, local_moran, morans_i
from saksama.index.study import study, write_study
from saksama.index.tree import load_tree, parse_tree, shipped_trees
from saksama.index.uncertainty import Uncertainty, uncertainty
from saksama.index.what_if import Beside, leave_out, side_by_side

__all__ = [
    "FACTORS",
    "Across",
    "BackTest",
    "Beside",
    "Cluster",
    "Data",
    "Difference",
    "Findings",
    "Indicator",
    "MissingReports",
    "Neighbours",
    "Node",
    "Result",
    "Sensitivity",
    "Table",
    "Tree",
    "Uncertainty",
    "across",
    "against_average",
    "back_test",
    "between",
    "centres",
    "consistency",
    "copeland",
    "data_csv",
    "difference",
    "document",
    "getis_ord",
    "leave_one_out",
    "leave_out",
    "load_tree",
    "local_moran",
    "method_tables",
    "missing_reports",
    "morans_i",
    "nearest",
    "outranking",
    "parse_data",
    "parse_tree",
    "read_boundaries",
    "read_data",
    "read_outcome",
    "run",
    "score_rows",
    "sensitivity",
    "shipped_trees",
    "side_by_side",
    "study",
    "touching",
    "uncertainty",
    "within",
    "write_study",
]
