"""The language of conditions and checks: no eval, errors at their character, unknown stays unknown."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.office.checklists.expressions import (
    LONGEST,
    Answers,
    ExpressionError,
    Node,
    Value,
    check,
    evaluate,
    parse,
    write,
)

NUMBERS = ("a", "b", "c")
WORDS = ("p", "q")
KINDS = dict.fromkeys(NUMBERS, "number") | dict.fromkeys(WORDS, "text") | {"s": "several", "d": "date", "t": "time"}

sums = st.recursive(
    st.sampled_from(NUMBERS).map(lambda name: Node("name", name=name))
    | st.integers(0, 999).map(lambda number: Node("value", value=number)),
    lambda inner: st.tuples(st.sampled_from("+-"), inner, inner).map(lambda t: Node(t[0], t[1:])),
    max_leaves=5,
)
words = st.sampled_from(WORDS).map(lambda name: Node("name", name=name)) | st.sampled_from(["yes", "no", "x"]).map(
    lambda text: Node("value", value=text)
)
truths = st.recursive(
    st.tuples(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), sums, sums).map(lambda t: Node(t[0], t[1:]))
    | st.tuples(st.sampled_from(["=", "!="]), words, words).map(lambda t: Node(t[0], t[1:]))
    | st.sampled_from(["x", "y"]).map(lambda text: Node("has", value=text, name="s")),
    lambda inner: (
        st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(lambda t: Node(t[0], t[1:]))
        | inner.map(lambda node: Node("not", (node,)))
    ),
    max_leaves=8,
)
known: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {
        **{name: st.integers(0, 999) for name in NUMBERS},
        **{name: st.sampled_from(["yes", "no", "x"]) for name in WORDS},
        "s": st.frozensets(st.sampled_from(["x", "y"])),
    }
)


def shape(node: Node) -> list[object]:
    return node.as_json()


def obvious(node: Node, answers: Answers) -> object:
    """A second opinion for answers that are all there: Python's own operators."""
    if node.op == "value":
        return node.value
    if node.op == "name":
        return answers[node.name]
    if node.op == "has":
        chosen = answers[node.name]
        assert isinstance(chosen, frozenset)
        return node.value in chosen
    parts = [obvious(each, answers) for each in node.args]
    if node.op == "not":
        return not parts[0]
    table = {
        "and": lambda x, y: x and y, "or": lambda x, y: x or y, "+": operator.add, "-": operator.sub,
        "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    }  # fmt: skip
    return table[node.op](*parts)


@given(truths)
def test_what_is_written_reads_the_same(node: Node) -> None:
    text = write(node)
    if len(text) <= LONGEST:
        assert shape(parse(text)) == shape(node)
        check(parse(text), KINDS)


@given(truths, known)
def test_it_reckons_as_python_does_where_everything_is_answered(node: Node, answers: dict[str, Value]) -> None:
    assert evaluate(node, answers) is obvious(node, answers)


@given(truths, known, st.sets(st.sampled_from([*NUMBERS, *WORDS, "s"])))
def test_a_further_answer_never_turns_what_is_sure(node: Node, answers: dict[str, Value], lacking: set[str]) -> None:
    some = {name: value for name, value in answers.items() if name not in lacking}
    now = evaluate(node, some)
    assert now is None or now is evaluate(node, answers)


@given(st.text(max_size=60) | st.text("ab().+-=<>!' ${}1andornt", max_size=60))
def test_any_text_is_read_or_refused_at_a_character_of_it(text: str) -> None:
    try:
        parse(text, "a")
    except ExpressionError as error:
        assert 1 <= error.position <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("a = ", 4),
        ("a == 1", 4),
        ("a = 1 b", 7),
        ("(a = 1", 7),
        ("a ; 1", 3),
        ("__import__('os')", 1),
        ("selected(s)", 11),
        (". = 1", 1),
        ("(" * 60 + "a", 42),
    ],
)
def test_an_error_names_its_character(text: str, position: int) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.position == position


@pytest.mark.parametrize(
    "text",
    ["a", "a + b", "a = 'x'", "p < q", "z = 1", "p + 1 = 2", "not a", "selected(a, 'x')", "s = 'x'", "d > 'besok'"],
)
def test_nonsense_is_refused_before_anybody_answers(text: str) -> None:
    with pytest.raises(ExpressionError):
        check(parse(text), KINDS)


@pytest.mark.parametrize(
    "text", ["d > '2024-11-27'", "t >= '07:00' and t < '08:00'", "p = q", "${a} + 1 = b", "not p = no"]
)
def test_sense_is_not(text: str) -> None:
    check(parse(text), KINDS)


def test_the_dot_is_the_question_itself() -> None:
    assert evaluate(parse("a + b = .", "c"), {"a": 1, "b": 2, "c": 3}) is True
