"""The index at the size of the nation, beside the same work written plainly with pandas, in the same run.

Monte Carlo: draws × 7,277 kecamatan × 61 indicators, each draw with its own weights and one of three normalisations,
with scores, ranks and categories of every region. Local Moran: 83,700 villages, six neighbours each, 999 permutations,
beside esda. COINr is measured where Rscript has it. Targets on 2 cores: 10,000 draws in 30 s and 2 GB; Moran in 30 s.

    python -m bench.index --draws 10000
"""

import argparse
import multiprocessing
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from saksama.index import Neighbours, Result, Table, load_tree, local_moran, nearest, run, uncertainty
from saksama.index.methods import Choice
from saksama.index.node import Doubts

KECAMATAN, VILLAGES, NEIGHBOURS = 7_277, 83_700, 6
NORMALISATIONS = ("min-max", "percentile-rank", "z-score")
NOISE = 0.25
PANDAS_DRAWS = 30  # enough for a steady time a draw
COINR_SECONDS_A_DRAW = 0.5  # COINr 1.1.14 on this shape, as measured by the issue that set the target


def counts(regions: int, seed: int = 1) -> np.ndarray:
    """Made-up event counts with the many zeros and the long tail of real ones: regions × 61."""
    random = np.random.default_rng(seed)
    rate = random.gamma(0.5, 2, (regions, 1)) * random.uniform(0.1, 1, 61)
    return random.poisson(rate).astype(float)


def result_of(values: np.ndarray) -> Result:
    """A run of IKP 2024 with the doubts of the bench."""
    tree = load_tree("ikp-2024")
    doubts = Doubts(normalise=tuple(Choice(name) for name in NORMALISATIONS[1:]), weight_noise=NOISE)
    codes = tuple(f"{at:05d}" for at in range(len(values)))
    return run(replace(tree, doubts=doubts), Table("2024", codes, codes, ("",) * len(codes), values))


def ours(draws: int) -> float:
    """Seconds of the Monte Carlo, from the run to intervals and chances."""
    result = result_of(counts(KECAMATAN))
    start = time.perf_counter()
    uncertainty(result, draws=draws, seed=1)
    return time.perf_counter() - start


def with_pandas(draws: int) -> float:
    """The same work, plainly: one draw after the other on a data frame."""
    import pandas as pd

    result = result_of(counts(KECAMATAN))
    tree = result.tree
    frame = pd.DataFrame(result.table.values, columns=list(tree.column))
    random = np.random.default_rng(1)
    start = time.perf_counter()
    scores, ranks, categories = [], [], []
    for _ in range(draws):
        kind = random.choice(NORMALISATIONS)
        if kind == "min-max":
            normal = ((frame - frame.min()) / (frame.max() - frame.min()).replace(0, 1)) * 100
        elif kind == "percentile-rank":
            normal = (frame.rank(method="min") - 1) / (len(frame) - 1) * 100
        else:
            normal = 50 + 10 * (frame - frame.mean()) / frame.std().replace(0, 1)
        level = normal
        for nodes in ([node for node in tree.nodes if node.height == 1], list(tree.root.children), [tree.root]):
            summed = {}
            for node in nodes:
                weights = pd.Series({child.key: child.weight for child in node.children})
                weights = weights * random.uniform(1 - NOISE, 1 + NOISE, len(weights))
                summed[node.key] = (level[weights.index] * (weights / weights.sum())).sum(axis=1)
            level = pd.DataFrame(summed)
        score = level[tree.root.key]
        scores.append(score)
        ranks.append(score.rank(ascending=False, method="min"))
        limits = [-np.inf, score.mean() - score.std(), score.mean() + score.std(), np.inf]
        categories.append(pd.cut(score, limits).cat.codes)
    pd.concat(scores, axis=1).quantile([0.05, 0.95], axis=1)
    pd.concat(ranks, axis=1).quantile([0.05, 0.95], axis=1)
    shares = [(pd.concat(categories, axis=1) == category).mean(axis=1) for category in range(3)]
    pd.concat(shares, axis=1)
    return time.perf_counter() - start


def villages() -> tuple[np.ndarray, Neighbours]:
    """Scores with a drift from west to east, and the nearest neighbours of made-up places."""
    random = np.random.default_rng(1)
    places = np.column_stack([random.uniform(95, 141, VILLAGES), random.uniform(-11, 6, VILLAGES)])
    return random.normal(size=VILLAGES) + np.sin(2 * places[:, 0]), nearest(places, NEIGHBOURS)


def our_moran() -> float:
    """Seconds of local Moran with 999 permutations a village, and more for those at the floor."""
    values, neighbours = villages()
    start = time.perf_counter()
    local_moran(values, neighbours)
    return time.perf_counter() - start


def esdas_moran() -> float:
    """The same 999 permutations by esda (compiled by numba where that is installed)."""
    import warnings

    warnings.simplefilter("ignore")
    import esda
    import libpysal

    values, neighbours = villages()
    lists = neighbours.other.reshape(-1, NEIGHBOURS).tolist()
    weights = libpysal.weights.W(dict(enumerate(lists)), silence_warnings=True)
    start = time.perf_counter()
    esda.Moran_Local(values, weights, permutations=999, seed=1, n_jobs=1)
    return time.perf_counter() - start


def apart(function: Callable[..., float], *arguments: int) -> tuple[float, float]:
    """Seconds and peak memory (GB) of a function in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (function, arguments))


def _measured(function: Callable[..., float], arguments: tuple[int, ...]) -> tuple[float, float]:
    seconds = function(*arguments)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def has_coinr() -> bool:
    """Whether Rscript is here and has COINr."""
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(COINr)"], capture_output=True, check=False).returncode == 0


def coinr(draws: int) -> float:
    """Seconds a draw of COINr's get_sensitivity: weights and normalisation, flat groups of the same sizes."""
    script = f"""
    suppressMessages(library(COINr)); set.seed(1); n <- {KECAMATAN}
    d <- as.data.frame(matrix(rpois(n * 61, 2), n)); names(d) <- sprintf("i%02d", 1:61)
    d$uCode <- sprintf("u%05d", 1:n)
    g <- rep(c("d1", "d2", "d3", "d4"), c(16, 24, 15, 6))
    meta <- rbind(
      data.frame(iCode = names(d)[1:61], Level = 1, Parent = g, Direction = 1, Weight = 1, Type = "Indicator"),
      data.frame(iCode = paste0("d", 1:4), Level = 2, Parent = "I", Direction = 1, Weight = c(.27, .38, .25, .1),
        Type = "Aggregate"),
      data.frame(iCode = "I", Level = 3, Parent = NA, Direction = 1, Weight = 1, Type = "Aggregate"))
    coin <- new_coin(d, meta, quietly = TRUE)
    kinds <- list(list(f_n = "n_minmax", f_n_para = list(c(0, 100))), list(f_n = "n_prank"),
      list(f_n = "n_zscore", f_n_para = list(c(50, 10))))
    coin <- Normalise(coin, dset = "Raw", global_specs = kinds[[1]])
    coin <- Aggregate(coin, dset = "Normalised", w = "Original", f_ag = "a_amean")
    w <- get_noisy_weights(coin$Meta$Weights$Original, data.frame(Level = 1:2, NoiseFactor = {NOISE}), {draws})
    specs <- list(
      normalise = list(Address = "$Log$Normalise$global_specs", Distribution = kinds, Type = "discrete"),
      weights = list(Address = "$Log$Aggregate$w", Distribution = w, Type = "discrete"))
    s <- proc.time()[3]
    r <- suppressMessages(get_sensitivity(coin, specs, N = {draws}, SA_type = "UA", dset = "Aggregated", iCode = "I"))
    cat("\\nseconds", (proc.time()[3] - s) / {draws})
    """
    told = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    return float(told.stdout.split()[-1])


def main() -> None:
    """Prints ours, the peers, and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=10_000)
    draws = parser.parse_args().draws
    seconds, memory = apart(ours, draws)
    print(f"Monte Carlo {draws:,} × {KECAMATAN:,} × 61: {seconds:.1f} s, {memory:.2f} GB (targets 30 s, 2 GB)")
    plain, plain_memory = apart(with_pandas, PANDAS_DRAWS)
    a_draw = plain / PANDAS_DRAWS
    print(f"  pandas, {PANDAS_DRAWS} draws: {a_draw:.3f} s a draw, {plain_memory:.2f} GB")
    print(f"  ratio: {a_draw * draws / seconds:.0f} times as fast as pandas")
    if has_coinr():
        theirs = coinr(PANDAS_DRAWS)
        print(f"  COINr in this run: {theirs:.2f} s a draw; {theirs * draws / seconds:.0f} times as fast")
    else:
        times = COINR_SECONDS_A_DRAW * draws / seconds
        print(f"  COINr not here; at its measured {COINR_SECONDS_A_DRAW} s a draw: {times:.0f} times as fast")
    seconds, memory = apart(our_moran)
    print(f"Local Moran, {VILLAGES:,} villages, 999 permutations, more at the floor: {seconds:.2f} s, {memory:.2f} GB")
    theirs, memory = apart(esdas_moran)
    print(f"  esda, 999 permutations: {theirs:.1f} s, {memory:.2f} GB; ratio {theirs / seconds:.0f}")


if __name__ == "__main__":
    main()
