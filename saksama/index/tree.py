"""A tree file read and checked. Every error names the file, the line and the node."""

from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from saksama.index.aggregate import AGGREGATES
from saksama.index.classify import CLASSIFIERS
from saksama.index.impute import IMPUTATIONS
from saksama.index.located import Located, file_content, located
from saksama.index.methods import Catalogue, Choice
from saksama.index.node import Direction, Doubts, Indicator, Node, Steps, Tree
from saksama.index.normalise import NORMALISATIONS
from saksama.index.treat import TREATMENTS
from saksama.index.weight import WEIGHTINGS
from saksama.language import Text
from saksama.reference.sourced import Mark, Origin

FOLDER = Path(__file__).parent / "trees"
SUM_TOLERANCE = 0.001  # sibling weights given as shares may miss 1 by rounding to three decimals
WHOLE_SCALE = (0.0, 100.0)  # of IKP: databoks.katadata.co.id 2022-12-16
STEP_CATALOGUES: dict[str, Catalogue[Any]] = {
    "treat": TREATMENTS,
    "impute": IMPUTATIONS,
    "normalise": NORMALISATIONS,
    "weight": WEIGHTINGS,
    "classify": CLASSIFIERS,
}
DEFAULT_METHODS = {
    "treat": "none",
    "impute": "none",
    "normalise": "min-max",
    "weight": "given",
    "aggregate": "arithmetic",
    "classify": "mean-sd",
}
NODE_FIELDS = ("title", "weight", "source", "children", "expert_scores")
BRANCH_FIELDS = ("pairwise", "lowest_reported")
DOUBT_FIELDS = ("impute", "normalise", "aggregate", "weight_noise", "nil")
INDICATOR_FIELDS = ("direction", "unit", "events", "goalposts", "reference", "log", "per", "times")


def shipped_trees() -> tuple[str, ...]:
    """Keys of the trees that come with Saksama; `load_tree` takes them in place of a path."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def load_tree(source: Path | str) -> Tree:
    """Reads and checks a tree file, or a shipped tree by its key (`ikp-2024`).

    Raises InputError with file and line: unknown fields and methods, missing titles, repeated keys, weights that do not
    sum to 1, goalposts the wrong way round.
    """
    path = Path(source)
    if str(source) in shipped_trees() and not path.exists():
        path = FOLDER / f"{source}.yaml"
    return parse_tree(file_content(path), str(path))


def parse_tree(content: bytes, file: str) -> Tree:
    """The tree of a file that has been read already; `file` is what errors call it. Raises as `load_tree`."""
    top = located(content, file)
    fields = top.fields(
        Path(file).name,
        needed=("key", "title", "source", "children"),
        allowed=("steps", "doubts", "scale", "lowest_coverage", "labels", "denominators"),
    )
    denominators = _denominators(fields["denominators"]) if "denominators" in fields else {}
    seen: dict[str, int] = {}
    children = _children(fields["children"], str(fields["key"].value), seen, denominators)
    key = str(fields["key"].value)
    root = Node(key, _title(fields["title"], key), 1.0, _origin(fields["source"], key), top.line, children)
    return Tree(
        key=key,
        title=root.title,
        origin=root.origin,
        root=root,
        steps=_steps(fields.get("steps"), file),
        doubts=_doubts(fields.get("doubts"), file),
        scale=_pair(fields["scale"], key, "scale") if "scale" in fields else WHOLE_SCALE,
        lowest_coverage=_share(fields, key, "lowest_coverage", 0.5),
        labels=tuple(_title(each, "labels") for each in _items(fields["labels"], "labels"))
        if "labels" in fields
        else (),
        sha256=sha256(content).hexdigest(),
        file=file,
        denominators=denominators,
    )


def _denominators(located: Located) -> dict[str, Text]:
    """What indicators may be divided by: title by key."""
    if not isinstance(located.value, dict) or not located.value:
        located.fail(NOT_A_LIST.fill(where="denominators"), WRITE_DENOMINATORS)
    return {str(key): _title(each, str(key)) for key, each in located.value.items()}


def _share(fields: dict[str, Located], where: str, name: str, default: float) -> float:
    """A number from 0 to 1."""
    if name not in fields:
        return default
    share = fields[name].number(where, name)
    if not 0 <= share <= 1:
        fields[name].fail(NOT_A_SHARE.fill(where=where, name=name, value=share), SHARE_IS)
    return share


def _items(located: Located, where: str) -> list[Located]:
    if not isinstance(located.value, list) or not located.value:
        located.fail(NOT_A_LIST.fill(where=where), WRITE_LIST)
    return list(located.value)


def _children(located: Located, parent: str, seen: dict[str, int], denominators: dict[str, Text]) -> tuple[Node, ...]:
    if not isinstance(located.value, dict) or not located.value:
        located.fail(NO_CHILDREN.fill(where=parent), ADD_CHILDREN)
    weights = _sibling_weights(located, parent)
    return tuple(
        _node(str(key), each, weight, seen, denominators)
        for (key, each), weight in zip(located.value.items(), weights, strict=True)
    )


def _sibling_weights(located: Located, parent: str) -> list[float]:
    """Weights of the children, summing to 1. None given: equal. Whole numbers: shares of their sum."""
    given: list[float] = []
    for key, each in located.value.items():
        weight = each.value.get("weight") if isinstance(each.value, dict) else None
        if weight is not None:
            given.append(weight.number(str(key), "weight"))
            if given[-1] < 0:
                weight.fail(NEGATIVE_WEIGHT.fill(where=key, value=given[-1]), WEIGHTS_ARE)
    if not given:
        return [1 / len(located.value)] * len(located.value)
    total = sum(given)
    whole = all(weight == int(weight) for weight in given) and total > 0
    if len(given) < len(located.value) or not (whole or abs(total - 1) <= SUM_TOLERANCE):
        located.fail(
            WEIGHTS_DO_NOT_ADD_UP.fill(where=parent, total=f"{total:g}", given=len(given), all=len(located.value)),
            WEIGHTS_ARE,
        )
    return [weight / total for weight in given]


def _node(key: str, located: Located, weight: float, seen: dict[str, int], denominators: dict[str, Text]) -> Node:
    if key in denominators:
        located.fail(KEY_IS_DENOMINATOR.fill(where=key), GIVE_OTHER_KEY)
    if key in seen:
        located.fail(KEY_TWICE.fill(where=key, line=seen[key]), GIVE_OTHER_KEY)
    seen[key] = located.line
    fields = located.fields(key, needed=("title",), allowed=(*NODE_FIELDS, *BRANCH_FIELDS, *INDICATOR_FIELDS))
    children = _children(fields["children"], key, seen, denominators) if "children" in fields else ()
    for name in INDICATOR_FIELDS if children else BRANCH_FIELDS:
        if name in fields:
            what, remedy = (NOT_AN_INDICATOR, MOVE_DOWN) if children else (NOT_A_BRANCH, MOVE_UP)
            fields[name].fail(what.fill(where=key, name=name), remedy)
    scores = fields["expert_scores"].numbers(key, "expert_scores") if "expert_scores" in fields else ()
    if any(not 1 <= score <= 4 for score in scores):
        fields["expert_scores"].fail(SCORE_OUT_OF_RANGE.fill(where=key, scores=list(scores)), SCORES_ARE)
    return Node(
        key=key,
        title=_title(fields["title"], key),
        weight=weight,
        origin=_origin(fields["source"], key) if "source" in fields else Origin(Mark.RECALLED),
        line=located.line,
        children=children,
        indicator=None if children else _indicator(key, fields, denominators),
        expert_scores=scores,
        pairwise=_pairwise(fields["pairwise"], key, len(children)) if "pairwise" in fields else (),
        lowest_reported=_share(fields, key, "lowest_reported", 0.0),
    )


def _indicator(key: str, fields: dict[str, Located], denominators: dict[str, Text]) -> Indicator:
    direction: Direction = "up"
    if "direction" in fields:
        direction = fields["direction"].value
        if direction not in get_args(Direction):
            fields["direction"].fail(WRONG_DIRECTION.fill(where=key, value=direction), DIRECTIONS_ARE)
    levels: dict[str, float] = {}
    if "events" in fields:
        listed = fields["events"].value
        if not isinstance(listed, dict):
            fields["events"].fail(NOT_A_LIST.fill(where=key), WRITE_LEVELS)
        levels = {str(level): each.number(key, str(level)) for level, each in listed.items()}
    goalposts = _pair(fields["goalposts"], key, "goalposts") if "goalposts" in fields else None
    logarithmic = "log" in fields and fields["log"].value is True
    if logarithmic and goalposts is not None and goalposts[0] <= 0:
        fields["goalposts"].fail(LOG_OF_ZERO.fill(where=key, low=goalposts[0]), RAISE_LOW)
    per = str(fields["per"].value) if "per" in fields else ""
    if per and per not in denominators:
        fields["per"].fail(UNKNOWN_DENOMINATOR.fill(where=key, name=per), LIST_DENOMINATOR.fill(name=per))
    times = fields["times"].number(key, "times") if "times" in fields else 1.0
    if "times" in fields and (not per or times <= 0):
        fields["times"].fail(TIMES_ALONE.fill(where=key, value=times), LIST_DENOMINATOR.fill(name="…"))
    return Indicator(
        direction=direction,
        unit=str(fields["unit"].value) if "unit" in fields else "",
        levels=levels,
        goalposts=goalposts,
        reference=fields["reference"].number(key, "reference") if "reference" in fields else None,
        log=logarithmic,
        per=per,
        times=times,
    )


def _pair(located: Located, where: str, name: str) -> tuple[float, float]:
    numbers = located.numbers(where, name)
    if len(numbers) != 2 or numbers[0] >= numbers[1]:
        located.fail(NOT_A_PAIR.fill(where=where, name=name, value=list(numbers)), LOW_THEN_HIGH)
    return numbers[0], numbers[1]


def _pairwise(located: Located, where: str, children: int) -> tuple[tuple[float, ...], ...]:
    rows = tuple(row.numbers(where, "pairwise") for row in _items(located, where))
    square = len(rows) == children and all(len(row) == children for row in rows)
    if not square or any(value <= 0 for row in rows for value in row):
        located.fail(NOT_SQUARE.fill(where=where, size=children), WRITE_SQUARE)
    for at, row in enumerate(rows):
        for other, value in enumerate(row):
            if abs(value * rows[other][at] - 1) > 0.01:  # 0.33 for one third is meant well
                located.fail(NOT_RECIPROCAL.fill(where=where, a=at + 1, b=other + 1), WRITE_SQUARE)
    return rows


def _title(located: Located, where: str) -> Text:
    if isinstance(located.value, str) and located.value.strip():
        return Text(located.value, located.value)
    fields = located.fields(where, needed=("id", "en"), allowed=())
    return Text(str(fields["id"].value), str(fields["en"].value))


def _origin(located: Located, where: str) -> Origin:
    """`[S] where it was read`, `[C] …` computed from such, or `[R]` recalled."""
    text = str(located.value)
    mark, _, source = text.partition(" ")
    if mark not in ("[S]", "[C]", "[R]") or (mark != "[R]" and not source.strip()):
        located.fail(NO_MARK.fill(where=where, value=text[:40]), MARKS_ARE)
    return Origin(Mark(mark[1]), source.strip())


def _choice(located: Located, step: str, catalogue: Catalogue[Any], file: str) -> Choice:
    if isinstance(located.value, str):
        choice = Choice(located.value, {}, located.line)
    else:
        if not isinstance(located.value, dict) or "method" not in located.value:
            located.fail(MISSING_METHOD.fill(step=step), WRITE_METHOD)
        parameters = {key: each.plain() for key, each in located.value.items() if key != "method"}
        choice = Choice(str(located.value["method"].value), parameters, located.line)
    catalogue.check(choice, file)
    return choice


def _choices(located: Located, step: str, catalogue: Catalogue[Any], file: str) -> tuple[Choice, ...]:
    several = located.value if isinstance(located.value, list) else [located]
    return tuple(_choice(each, step, catalogue, file) for each in several)


def _steps(located: Located | None, file: str) -> Steps:
    fields = located.fields("steps", needed=(), allowed=tuple(DEFAULT_METHODS)) if located else {}
    chosen = {
        step: _choice(fields[step], step, catalogue, file) if step in fields else Choice(DEFAULT_METHODS[step])
        for step, catalogue in STEP_CATALOGUES.items()
    }
    aggregate = _choices(fields["aggregate"], "aggregate", AGGREGATES, file) if "aggregate" in fields else ()
    return Steps(aggregate=aggregate or (Choice(DEFAULT_METHODS["aggregate"]),), **chosen)


def _doubts(located: Located | None, file: str) -> Doubts:
    fields = located.fields("doubts", needed=(), allowed=DOUBT_FIELDS) if located else {}
    noise = (
        fields["weight_noise"].number("doubts", "weight_noise") if "weight_noise" in fields else Doubts().weight_noise
    )
    if not 0 <= noise < 1:
        fields["weight_noise"].fail(NOISE_OUT_OF_RANGE.fill(value=noise), NOISE_IS)
    return Doubts(
        impute=_choices(fields["impute"], "impute", IMPUTATIONS, file) if "impute" in fields else (),
        normalise=_choices(fields["normalise"], "normalise", NORMALISATIONS, file) if "normalise" in fields else (),
        aggregate=_choices(fields["aggregate"], "aggregate", AGGREGATES, file) if "aggregate" in fields else (),
        weight_noise=noise,
        nil=_share(fields, "doubts", "nil", 0.0),
    )


NOT_A_LIST = Text("{where}: harus berupa daftar.", "{where}: must be a list.")
WRITE_LIST = Text("Tulis satu butir per baris dengan '- '.", "Write one item a line, with '- '.")
NO_CHILDREN = Text("{where}: tidak ada simpul di bawahnya.", "{where}: has no nodes below it.")
ADD_CHILDREN = Text("Tambahkan 'children' dengan paling sedikit satu simpul.", "Add 'children' with at least one node.")
NEGATIVE_WEIGHT = Text("{where}: bobot {value:g} kurang dari nol.", "{where}: weight {value:g} is below zero.")
WEIGHTS_DO_NOT_ADD_UP = Text(
    "{where}: bobot simpul di bawahnya berjumlah {total} ({given} dari {all} diisi).",
    "{where}: the weights below it sum to {total} ({given} of {all} given).",
)
WEIGHTS_ARE = Text(
    "Isi semua bobot: pecahan berjumlah 1, atau bilangan bulat; atau jangan isi satu pun.",
    "Give all weights: shares that sum to 1, or whole numbers; or give none.",
)
KEY_TWICE = Text("{where}: kunci sudah dipakai pada baris {line}.", "{where}: the key is used already on line {line}.")
GIVE_OTHER_KEY = Text("Beri kunci lain.", "Give it another key.")
NOT_AN_INDICATOR = Text(
    "{where}: '{name}' hanya untuk indikator, simpul ini punya anak.",
    "{where}: '{name}' is for indicators; this node has children.",
)
NOT_A_BRANCH = Text(
    "{where}: '{name}' hanya untuk simpul yang punya anak.", "{where}: '{name}' is for nodes that have children."
)
MOVE_UP = Text("Pindahkan ke simpul di atasnya.", "Move it to the node above.")
KEY_IS_DENOMINATOR = Text("{where}: kunci ini sudah dipakai pembagi.", "{where}: the key is that of a denominator.")
UNKNOWN_DENOMINATOR = Text("{where}: pembagi '{name}' tidak ada.", "{where}: there is no denominator '{name}'.")
LIST_DENOMINATOR = Text(
    "Tulis 'per: {name}' dan daftarkan '{name}' di 'denominators' pada awal berkas.",
    "Write 'per: {name}' and list '{name}' in 'denominators' at the top of the file.",
)
TIMES_ALONE = Text(
    "{where}: times = {value:g} perlu 'per' dan harus di atas nol.",
    "{where}: times = {value:g} needs 'per' and must be above zero.",
)
WRITE_DENOMINATORS = Text("Tulis kunci: nama, satu per baris.", "Write key: name, one a line.")
NOT_A_SHARE = Text("{where}: {name} = {value:g} di luar 0–1.", "{where}: {name} = {value:g} is outside 0–1.")
SHARE_IS = Text("Tulis bagian, misalnya 0.5 untuk setengah.", "Write a share, such as 0.5 for one half.")
MOVE_DOWN = Text("Pindahkan ke indikatornya.", "Move it to its indicators.")
SCORE_OUT_OF_RANGE = Text(
    "{where}: skor pakar {scores} di luar 1–4.", "{where}: expert scores {scores} are outside 1–4."
)
SCORES_ARE = Text("Satu skor 1, 2, 3 atau 4 per pakar.", "One score of 1, 2, 3 or 4 for each expert.")
WRONG_DIRECTION = Text("{where}: arah '{value}' tidak dikenal.", "{where}: unknown direction '{value}'.")
DIRECTIONS_ARE = Text(
    "Tulis up (makin tinggi makin rawan) atau down.", "Write up (a higher value is more vulnerable) or down."
)
WRITE_LEVELS = Text("Tulis tingkat: bobot, satu per baris.", "Write level: weight, one a line.")
LOG_OF_ZERO = Text(
    "{where}: patokan bawah {low:g} tidak punya logaritma.", "{where}: the low goalpost {low:g} has no logarithm."
)
RAISE_LOW = Text("Pakai patokan bawah di atas nol.", "Use a low goalpost above zero.")
NOT_A_PAIR = Text(
    "{where}: {name} = {value} bukan rendah lalu tinggi.", "{where}: {name} = {value} is not low, then high."
)
LOW_THEN_HIGH = Text("Tulis dua angka, misalnya [0, 100].", "Write two numbers, such as [0, 100].")
NOT_SQUARE = Text(
    "{where}: perbandingan berpasangan harus {size} × {size} dan di atas nol.",
    "{where}: pairwise judgements must be {size} × {size} and above zero.",
)
NOT_RECIPROCAL = Text(
    "{where}: perbandingan {a} terhadap {b} bukan kebalikan dari {b} terhadap {a}.",
    "{where}: judgement {a} over {b} is not the reciprocal of {b} over {a}.",
)
WRITE_SQUARE = Text(
    "Baris terhadap kolom, satu di diagonal, kebalikan di seberangnya.",
    "Row over column, ones on the diagonal, reciprocals across it.",
)
NO_MARK = Text("{where}: sumber '{value}' tanpa tanda.", "{where}: source '{value}' has no mark.")
MARKS_ARE = Text(
    "Mulai dengan [S] dan sumber yang dibaca, [C] dan asal hitungan, atau [R] bila hanya diingat.",
    "Begin with [S] and the source read, [C] and what it is computed from, or [R] if only recalled.",
)
MISSING_METHOD = Text("Langkah {step}: cara tidak disebut.", "Step {step}: no method is named.")
WRITE_METHOD = Text("Tulis nama cara, atau isian 'method'.", "Write the method's name, or a field 'method'.")
NOISE_OUT_OF_RANGE = Text(
    "doubts: weight_noise = {value:g} di luar 0–1.", "doubts: weight_noise = {value:g} is outside 0–1."
)
NOISE_IS = Text("Tulis bagian, misalnya 0.25 untuk ±25%.", "Write a share, such as 0.25 for ±25%.")
