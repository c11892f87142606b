"""Systematic sampling with probability proportional to size: which clusters, and with what chance."""

import random
from collections.abc import Sequence


def systematic_pps(sizes: Sequence[int], wanted: int, seed: int) -> list[tuple[int, float]]:
    """Draws `wanted` of the clusters; gives (index, inclusion probability), indexes ascending.

    Clusters larger than the interval are taken for certain and leave the draw, as often as that makes others so.
    The rest are passed in the order given with one random start: neighbours in that order are spread over the sample.
    Madow (1949), On the theory of systematic sampling, II, Annals of Mathematical Statistics 20, 333-354;
    Särndal, Swensson & Wretman (1992), 3.6.2.
    """
    rest = [index for index, size in enumerate(sizes) if size > 0]
    certain: list[int] = []
    wanted = min(wanted, len(rest))
    while wanted > len(certain):
        interval = sum(sizes[index] for index in rest) / (wanted - len(certain))
        large = {index for index in rest if sizes[index] >= interval}
        if not large:
            break
        certain += sorted(large)
        rest = [index for index in rest if index not in large]
    drawn = [(index, 1.0) for index in certain]
    left = wanted - len(certain)
    if left > 0:
        total = sum(sizes[index] for index in rest)
        interval = total / left
        # random.Random(int).random() is the same on every platform and version of Python.
        points = iter((random.Random(seed).random() + step) * interval for step in range(left))  # noqa: S311
        point, passed = next(points), 0
        for index in rest:
            passed += sizes[index]
            if point < passed:
                drawn.append((index, sizes[index] / interval))
                following = next(points, None)
                if following is None:
                    break
                point = following
    return sorted(drawn)
