"""Conditions and checks of a checklist: a small language without eval, part of what XLSForm understands.

    dibuka = no                      condition: only if question "dibuka" was answered with no
    sah + tidak_sah = hadir          cross-check on numbers; `.` is the question's own answer
    selected(rusak, 'bilik') and not (jam > '07:30')

    or   := and ("or" and)*          and := not ("and" not)*          not := "not" not | compared
    compared := sum (("=" | "!=" | "<" | "<=" | ">" | ">=") sum)?
    sum  := atom (("+" | "-") atom)*
    atom := number | 'text' | yes | no | name | ${name} | . | selected(name, 'text') | "(" or ")"

What is not answered is unknown (None), and what is unknown stays so: a condition holds only if it is surely true, a
check is broken only if it is surely false (Kleene's logic).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from saksama.language import Text

LONGEST = 500  # characters
DEEPEST = 40  # brackets and nots within each other
TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>\$\{[a-z][a-z0-9_]*\}|[a-z][a-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[=<>()+\-,.]))"
)
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
WORDS = frozenset({"and", "or", "not", "yes", "no", "selected"})

Value = int | float | str | frozenset[str] | bool | None
Answers = Mapping[str, Value]


class ExpressionError(ValueError):
    """What is wrong, at which character (from 1)."""

    def __init__(self, position: int, what: Text) -> None:
        super().__init__(f"{position}: {what.en}")
        self.position = position
        self.what = what


@dataclass(frozen=True)
class Node:
    """A part of an expression: its operator, its parts or its value, and where it stands."""

    op: str  # value, name, has, + - , a comparison, and, or, not
    args: tuple["Node", ...] = ()
    value: int | float | str = ""
    name: str = ""
    position: int = 1

    def as_json(self) -> list[object]:
        """For checklist.js, which walks it in the same way."""
        if self.op == "value":
            return ["value", self.value]
        if self.op == "name":
            return ["name", self.name]
        if self.op == "has":
            return ["has", self.name, self.value]
        return [self.op, *(each.as_json() for each in self.args)]

    def names(self) -> set[str]:
        """The questions it speaks of."""
        own = {self.name} if self.name else set()
        return own.union(*(each.names() for each in self.args))


def parse(text: str, own: str = "") -> Node:
    """Reads an expression; `own` is the question that `.` stands for.

    Raises:
        ExpressionError: at the character where it stops making sense.
    """
    if len(text) > LONGEST:
        raise ExpressionError(LONGEST + 1, Text(f"Lebih dari {LONGEST} huruf.", f"More than {LONGEST} characters."))
    return _Parser(text, own).whole()


class _Parser:
    """One function a line of the grammar."""

    def __init__(self, text: str, own: str) -> None:
        self.own = own
        self.text = text
        self.tokens: list[tuple[str, str, int]] = []
        place = 0
        end = len(text.rstrip())
        while place < end:
            found = TOKEN.match(text, place)
            if found is None:
                at = place + len(text[place:]) - len(text[place:].lstrip())
                raise ExpressionError(at + 1, Text(f"“{text[at]}” tidak dikenal.", f"“{text[at]}” is not understood."))
            kind = found.lastgroup or ""
            self.tokens.append((kind, found[kind], found.start(kind) + 1))
            place = found.end()
        self.tokens.append(("end", "", end + 1))
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.tokens[self.at][0] != "end":
            raise self.unexpected()
        return node

    def unexpected(self) -> ExpressionError:
        kind, text, position = self.tokens[self.at]
        if kind == "end":
            return ExpressionError(position, Text("Di sini masih kurang sesuatu.", "Something is missing here."))
        return ExpressionError(position, Text(f"“{text}” tidak pada tempatnya.", f"“{text}” is out of place."))

    def takes(self, *words: str) -> str:
        kind, text, _position = self.tokens[self.at]
        if kind in ("name", "sign") and text in words:
            self.at += 1
            return text
        return ""

    def needs(self, word: str) -> None:
        if not self.takes(word):
            raise self.unexpected()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            position = self.tokens[self.at][2]
            raise ExpressionError(position, Text("Terlalu banyak kurung.", "Too many brackets within each other."))

    def either(self) -> Node:
        node, position = self.both(), self.tokens[self.at][2]
        while self.takes("or"):
            node = Node("or", (node, self.both()), position=position)
        return node

    def both(self) -> Node:
        node, position = self.opposite(), self.tokens[self.at][2]
        while self.takes("and"):
            node = Node("and", (node, self.opposite()), position=position)
        return node

    def opposite(self) -> Node:
        position = self.tokens[self.at][2]
        if not self.takes("not"):
            return self.compared()
        self.deeper()
        node = Node("not", (self.opposite(),), position=position)
        self.depth -= 1
        return node

    def compared(self) -> Node:
        left, position = self.sum(), self.tokens[self.at][2]
        sign = self.takes(*COMPARISONS)
        return Node(sign, (left, self.sum()), position=position) if sign else left

    def sum(self) -> Node:
        node, position = self.atom(), self.tokens[self.at][2]
        while sign := self.takes("+", "-"):
            node = Node(sign, (node, self.atom()), position=position)
            position = self.tokens[self.at][2]
        return node

    def atom(self) -> Node:
        kind, text, position = self.tokens[self.at]
        if self.takes("("):
            self.deeper()
            node = self.either()
            self.needs(")")
            self.depth -= 1
            return node
        if self.takes("selected"):
            self.needs("(")
            name = self.question()
            self.needs(",")
            chosen = self.tokens[self.at]
            if chosen[0] != "text":
                raise self.unexpected()
            self.at += 1
            self.needs(")")
            return Node("has", value=chosen[1][1:-1], name=name, position=position)
        if self.takes("yes", "no"):
            return Node("value", value=text, position=position)
        if kind == "number":
            self.at += 1
            return Node("value", value=float(text) if "." in text else int(text), position=position)
        if kind == "text":
            self.at += 1
            return Node("value", value=text[1:-1], position=position)
        return Node("name", name=self.question(), position=position)

    def question(self) -> str:
        kind, text, _position = self.tokens[self.at]
        if text == "." and self.own:
            self.at += 1
            return self.own
        if kind != "name" or text in WORDS:
            raise self.unexpected()
        self.at += 1
        return text.removeprefix("${").removesuffix("}")


def evaluate(node: Node, answers: Answers) -> Value:
    """Its value; None if an answer that it needs is missing."""
    if node.op == "value":
        return node.value
    if node.op == "name":
        return answers.get(node.name)
    if node.op == "has":
        chosen = answers.get(node.name)
        return (
            None if chosen is None else node.value in chosen if isinstance(chosen, frozenset) else chosen == node.value
        )
    values = [evaluate(each, answers) for each in node.args]
    if node.op == "and":
        return False if False in [v for v in values if isinstance(v, bool)] else None if None in values else True
    if node.op == "or":
        return True if True in [v for v in values if isinstance(v, bool)] else None if None in values else False
    if node.op == "not":
        return None if values[0] is None else not values[0]
    left, right = values
    if left is None or right is None:
        return None
    return _counted(node.op, left, right) if node.op in "+-" else _compare(node.op, left, right)


def _counted(sign: str, left: Value, right: Value) -> Value:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return left + right if sign == "+" else left - right
    return None


def _compare(sign: str, left: Value, right: Value) -> Value:
    if sign in ("=", "!="):
        return (left == right) is (sign == "=")
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if not numbers and not (isinstance(left, str) and isinstance(right, str)):
        return None
    low: bool = left < right  # type: ignore[operator]
    return {"<": low, "<=": low or left == right, ">": not low and left != right, ">=": not low}[sign]


def check(node: Node, kinds: Mapping[str, str]) -> None:
    """That it is a yes or no about questions that are there, and that like is compared with like.

    Args:
        kinds: of each question that may be named: number, text, several, date, time.

    Raises:
        ExpressionError: where it is not.
    """
    if (kind := _kind(node, kinds)) != "truth":
        raise ExpressionError(
            node.position, Text(f"Ini bukan ya atau tidak ({kind}).", f"This is no yes or no ({kind}).")
        )


def _kind(node: Node, kinds: Mapping[str, str]) -> str:
    if node.op == "value":
        return "text" if isinstance(node.value, str) else "number"
    if node.name:
        if node.name not in kinds:
            raise ExpressionError(
                node.position,
                Text(
                    f"Tidak ada pertanyaan “{node.name}” sebelum ini.",
                    f"There is no question “{node.name}” before this.",
                ),
            )
        if node.op == "has" and kinds[node.name] not in ("several", "text"):
            raise ExpressionError(node.position, Text("selected() hanya untuk pilihan.", "selected() is for choices."))
        return "truth" if node.op == "has" else kinds[node.name]
    sides = [_kind(each, kinds) for each in node.args]
    wanted = {"and": "truth", "or": "truth", "not": "truth", "+": "number", "-": "number"}.get(node.op)
    for side, part in zip(sides, node.args, strict=True):
        if wanted is not None and side != wanted:
            raise ExpressionError(
                part.position, Text(f"{node.op} tidak berlaku untuk {side}.", f"{node.op} does not go with {side}.")
            )
    if wanted is not None:
        return wanted
    if not _comparable(node, sides):
        raise ExpressionError(
            node.position,
            Text(
                f"{sides[0]} tidak dapat dibandingkan dengan {sides[1]}.",
                f"{sides[0]} cannot be compared with {sides[1]}.",
            ),
        )
    return "truth"


def _comparable(node: Node, sides: list[str]) -> bool:
    if "truth" in sides or "several" in sides:
        return False
    for moment, other in (sides, sides[::-1]):
        if moment in ("date", "time") and other == "text":
            return all(_is_moment(moment, each.value) for each in node.args if each.op == "value")
    if sides[0] != sides[1]:
        return False
    return sides[0] != "text" or node.op in ("=", "!=")


def _is_moment(kind: str, text: object) -> bool:
    try:
        (date if kind == "date" else time).fromisoformat(str(text))
    except ValueError:
        return False
    return True


def write(node: Node) -> str:
    """As text again, in the words of XLSForm, with all brackets."""
    if node.op == "value":
        return f"'{node.value}'" if isinstance(node.value, str) else f"{node.value}"
    if node.op == "name":
        return f"${{{node.name}}}"
    if node.op == "has":
        return f"selected(${{{node.name}}}, '{node.value}')"
    if node.op == "not":
        return f"not ({write(node.args[0])})"
    left, right = node.args
    return f"({write(left)} {node.op} {write(right)})"
