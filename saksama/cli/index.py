"""`saksama index`: the composite index on files: run, explain, compare, backtest, trees."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from saksama.cli import screen
from saksama.cli.app import app
from saksama.cli.screen import say
from saksama.errors import InputError
from saksama.index import (
    Beside,
    Difference,
    Findings,
    Result,
    against_average,
    back_test,
    between,
    leave_out,
    load_tree,
    missing_reports,
    read_boundaries,
    read_data,
    read_outcome,
    run,
    shipped_trees,
    side_by_side,
    study,
    write_study,
)
from saksama.language import Text

ROWS_SHOWN = 20
PARTS_SHOWN = 8  # of a difference, on either side

index = typer.Typer(no_args_is_help=True, help="Indeks kerawanan dari pohon dan data. / A composite index from a tree.")
app.add_typer(index, name="index")

TreeArgument = Annotated[
    str, typer.Argument(metavar="TREE", help="Berkas YAML, atau kunci pohon bawaan. / A YAML file or a shipped tree.")
]
DataArgument = Annotated[Path, typer.Argument(metavar="DATA.csv", help="Nilai menurut wilayah. / Values by region.")]
PeriodOption = Annotated[str | None, typer.Option("--period", help="Bawaan: yang terakhir. / Default: the last.")]
SeedOption = Annotated[int, typer.Option("--seed", help="Benih undian. / Seed of the draws.")]


@index.command("run")
def run_command(
    tree: TreeArgument,
    data: DataArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder hasil. / Folder for the results.")],
    boundaries: Annotated[
        Path | None, typer.Option("--boundaries", help="GeoJSON dengan properti code. / GeoJSON with property code.")
    ] = None,
    period: PeriodOption = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", metavar="KEY", help="Andaikan tanpa simpul ini; boleh diulang. / What if without it."
        ),
    ] = None,
    draws: Annotated[int, typer.Option(min=0, help="Ulangan Monte Carlo, 0 tanpa. / Draws, 0 for none.")] = 1_000,
    seed: SeedOption = 0,
) -> None:
    """Menghitung indeks dan seberapa pasti. / Computes the index and how sure it is."""
    shapes = read_boundaries(boundaries) if boundaries else {}
    result = _result(tree, data, period, seed)
    whole, left_out = result, without or ()
    if left_out:
        smaller, table = leave_out(result.tree, result.table, *left_out)
        result = run(smaller, table, seed=seed, data_sha256=str(result.record["data_sha256"]))
    with screen.progress_bar() as progress:
        findings = study(
            result, boundaries=shapes, draws=draws, points=256 if draws else 0, seed=seed, progress=progress
        )
    files = write_study(findings, output, screen.language)
    screen.out.print(_ranking(findings))
    if left_out:
        screen.out.print(say(_what_moved(side_by_side({"": whole, "without": result}))))
    for path in files:
        screen.out.print(str(path), highlight=False)


@index.command()
def explain(
    tree: TreeArgument,
    data: DataArgument,
    region: Annotated[str, typer.Argument(metavar="REGION", help="Kode wilayah. / Region code.")],
    period: PeriodOption = None,
    seed: SeedOption = 0,
) -> None:
    """Apa yang membuat satu wilayah rawan. / What makes a region vulnerable."""
    loaded = read_data(data, load_tree(tree))
    result = run(load_tree(tree), loaded.at(period), seed=seed, data_sha256=loaded.sha256)
    row = _row(result, region)
    screen.out.print(_score_line(result, row), highlight=False)
    title = Text("Dibandingkan rata-rata semua wilayah", "Against the average of all regions")
    screen.out.print(_difference(against_average(result, region), title))
    for share in against_average(result, region).shares[:PARTS_SHOWN]:
        links = loaded.evidence.get((result.table.period, region, share.node.key), ())
        if links:
            screen.out.print(f"{share.node.key}: {', '.join(links)}", highlight=False, markup=False)
    bounds = missing_reports(result, region)
    if bounds.indicators:
        unreported = Text(
            "{count} indikator tidak dilaporkan. Bila dilaporkan, skornya bisa {low:.2f} sampai {high:.2f}.",
            "{count} indicators were not reported. If they were, the score could be {low:.2f} to {high:.2f}.",
        )
        screen.out.print(say(unreported.fill(count=len(bounds.indicators), low=bounds.least, high=bounds.most)))


@index.command()
def compare(
    tree: TreeArgument,
    data: DataArgument,
    earlier: Annotated[str, typer.Option("--from", metavar="PERIOD", help="Periode awal. / Earlier period.")],
    later: Annotated[str, typer.Option("--to", metavar="PERIOD", help="Periode akhir. / Later period.")],
    region: Annotated[
        str | None, typer.Option("--region", help="Uraikan satu wilayah. / Take one region's change apart.")
    ] = None,
    seed: SeedOption = 0,
) -> None:
    """Apa yang berubah di antara dua periode, dan mengapa. / What changed between two periods, and why."""
    before, after = (_result(tree, data, period, seed) for period in (earlier, later))
    if region is not None:
        _row(after, region)
        title = Text(f"{region}: {earlier} → {later}", f"{region}: {earlier} → {later}")
        screen.out.print(_difference(between(before, after, region), title))
        return
    table = Table(title=f"{earlier} → {later}", title_justify="left")
    for heading in (Text("Wilayah", "Region"), Text("Dari", "From"), Text("Ke", "To"), Text("Beda", "Change")):
        table.add_column(say(heading))
    change = after.index - before.index
    order = sorted((row for row in range(len(change)) if change[row] == change[row]), key=lambda row: -abs(change[row]))
    for row in order[:ROWS_SHOWN]:
        table.add_row(
            after.table.names[row], f"{before.index[row]:.2f}", f"{after.index[row]:.2f}", f"{change[row]:+.2f}"
        )
    screen.out.print(table)


@index.command()
def backtest(
    tree: TreeArgument,
    data: DataArgument,
    outcome: Annotated[
        Path, typer.Argument(metavar="OUTCOME.csv", help="region,value: yang terjadi. / What happened.")
    ],
    last_time: Annotated[
        Path | None, typer.Option("--last-time", help="Kejadian kali sebelumnya. / Events of the time before.")
    ] = None,
    period: PeriodOption = None,
    top: Annotated[int, typer.Option("-k", "--top", min=1, help="Panjang daftar pantau. / Watch-list length.")] = 10,
    seed: SeedOption = 0,
) -> None:
    """Seberapa tepat indeks menunjuk yang kemudian terjadi. / How well an index pointed at what then happened."""
    result = _result(tree, data, period, seed)
    regions = result.table.regions
    last = read_outcome(last_time, regions) if last_time else None
    tested = back_test(result.index, read_outcome(outcome, regions), last, k=top, seed=seed)
    happened = Text("{regions} wilayah, terjadi di {happened}.", "{regions} regions, it happened in {happened}.")
    screen.out.print(say(happened.fill(regions=tested.regions, happened=tested.happened)))
    table = Table()
    for heading in (
        Text("Ukuran", "Measure"),
        Text("Indeks", "Index"),
        Text("Seperti kali lalu", "As last time"),
        Text("Beda 95%", "Difference 95%"),
    ):
        table.add_column(say(heading))
    for measure in tested.measures:
        interval = f"{measure.difference_low:+.2f} … {measure.difference_high:+.2f}" if last is not None else "–"
        baseline = f"{measure.baseline:.2f}" if last is not None else "–"
        table.add_row(say(measure.title), f"{measure.index:.2f}", baseline, interval)
    screen.out.print(table)
    groups = Table(title=say(Text("Skor dan kenyataan", "Scores and reality")), title_justify="left")
    for heading in (Text("Skor rata-rata", "Mean score"), Text("Wilayah", "Regions"), Text("Terjadi", "Happened")):
        groups.add_column(say(heading))
    for group in tested.calibration:
        share = f"{group.share:.0%} ({group.low:.0%}–{group.high:.0%})"
        groups.add_row(f"{group.mean_score:.2f}", str(group.regions), share)
    screen.out.print(groups)


@index.command()
def trees() -> None:
    """Pohon bawaan. / The trees that come with Saksama."""
    for key in shipped_trees():
        tree = load_tree(key)
        screen.out.print(f"{key}: {say(tree.title)} ({len(tree.indicators)})", highlight=False)


def _result(tree: str, data: Path, period: str | None, seed: int) -> Result:
    loaded = load_tree(tree)
    values = read_data(data, loaded)
    return run(loaded, values.at(period), seed=seed, data_sha256=values.sha256)


def _row(result: Result, region: str) -> int:
    if region not in result.table.regions:
        raise InputError(
            Text(f"Wilayah {region} tidak ada dalam data.", f"Region {region} is not in the data."),
            Text("Periksa kodenya.", "Check its code."),
        )
    return result.table.regions.index(region)


def _ranking(findings: Findings) -> Table:
    """The highest scores, with their intervals."""
    result, doubt = findings.result, findings.doubt
    table = Table(title=say(result.tree.title), title_justify="left")
    for heading in (Text("Peringkat", "Rank"), Text("Wilayah", "Region"), Text("Skor", "Score"), Text("90%", "90%"),
                    Text("Kategori", "Category"), Text("Peluang lain", "Chance of another")):  # fmt: skip
        table.add_column(say(heading))
    ranked = sorted((row for row in range(len(result.rank)) if result.rank[row]), key=lambda row: int(result.rank[row]))
    for row in ranked[:ROWS_SHOWN]:
        interval, other = "", ""
        if doubt is not None:
            interval, other = f"{doubt.low[row]:.2f}–{doubt.high[row]:.2f}", f"{doubt.other_category[row]:.0%}"
        category = say(result.labels[int(result.category[row])])
        table.add_row(
            str(result.rank[row]), result.table.names[row], f"{result.index[row]:.2f}", interval, category, other
        )
    return table


def _what_moved(found: Beside) -> Text:
    """How far the ranks move without the nodes left out."""
    line = Text(
        "Tanpa simpul itu peringkat bergeser rata-rata {moved:.1f} tempat; korelasi peringkat {agreement:.2f}.",
        "Without them ranks move {moved:.1f} places on average; rank correlation {agreement:.2f}.",
    )
    return line.fill(moved=found.moved[1], agreement=found.agreement[1])


def _score_line(result: Result, row: int) -> str:
    if not result.scored[row]:
        return say(Text("Laporan terlalu sedikit untuk sebuah skor.", "Too little was reported for a score."))
    category = say(result.labels[int(result.category[row])])
    line = Text("{name}: {score:.2f}, peringkat {rank}, {category}", "{name}: {score:.2f}, rank {rank}, {category}")
    return say(
        line.fill(name=result.table.names[row], score=result.index[row], rank=result.rank[row], category=category)
    )


def _difference(difference: Difference, title: Text) -> Table:
    """The largest parts on either side; the rest, and the weights, in one row each, so that it still adds up."""
    table = Table(title=say(title), title_justify="left")
    for heading in (Text("Bagian", "Part"), Text("Poin", "Points"), Text("Dari", "From"), Text("Ke", "To")):
        table.add_column(say(heading))
    table.add_row(say(Text("awal", "start")), f"{difference.before:.2f}", "", "")
    up = [share for share in difference.shares if share.points > 0][:PARTS_SHOWN]
    down = [share for share in difference.shares if share.points < 0][-PARTS_SHOWN:]
    for share in (*up, *down):
        table.add_row(say(share.node.title), f"{share.points:+.2f}", _value(share.before), _value(share.after))
    rest = difference.after - difference.before - sum(share.points for share in (*up, *down)) - difference.by_weights
    table.add_row(say(Text("indikator lain", "other indicators")), f"{rest:+.2f}", "", "")
    table.add_row(say(Text("bobot", "weights")), f"{difference.by_weights:+.2f}", "", "")
    table.add_row(say(Text("akhir", "end")), f"{difference.after:.2f}", "", "")
    return table


def _value(normalised: float) -> str:
    return "–" if normalised != normalised else f"{normalised:.1f}"
