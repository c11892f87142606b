"""Before step 1: counts made comparable between large and small regions, such as events per 10,000 voters."""

import numpy as np

from saksama.errors import InputError
from saksama.index.arrays import Floats
from saksama.index.data import Table
from saksama.index.node import Tree
from saksama.language import Text


def denominate(tree: Tree, table: Table, values: Floats) -> Floats:
    """`values` (regions × indicators) divided as the tree's indicators say; all others as they are.

    Where a region's denominator is not known its value cannot be compared: NaN, as if not reported. Raises InputError
    where the data has the denominator of no region at all.
    """
    divided = [(at, node) for at, node in enumerate(tree.indicators) if node.indicator and node.indicator.per]
    if not divided:
        return values
    keys = list(tree.denominators)
    result = values.copy()
    for at, node in divided:
        assert node.indicator is not None  # noqa: S101
        column = keys.index(node.indicator.per)
        if table.denominators is None or np.isnan(table.denominators[:, column]).all():
            what = NO_DENOMINATOR.fill(where=node.key, name=node.indicator.per)
            raise InputError(what, GIVE_IT.fill(name=node.indicator.per), file=tree.file, row=node.line)
        result[:, at] = values[:, at] * node.indicator.times / table.denominators[:, column]
    return result


NO_DENOMINATOR = Text("{where}: pembagi '{name}' tidak ada dalam data.", "{where}: the data has no '{name}'.")
GIVE_IT = Text("Tambahkan kolom '{name}' pada data.", "Add a column '{name}' to the data.")
