"""Conditions: a small language of whole numbers, parsed by Python's grammar, never run by Python.

Allowed: names of meters, whole numbers, + - < <= == != >= > and or not, brackets,
visited('node'), chose('node.choice'). A text is cut into these words first, so that nothing else
ever reaches the parser; its length bounds time, memory and depth.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LONGEST = 200
LARGEST = 9_999
_WORD = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,4})(?![\w.])|(?P<name>[a-z][a-z0-9_]*)(?![\w.'\"])"
    r"|(?P<text>'[a-z0-9_.]{1,80}'|\"[a-z0-9_.]{1,80}\")|(?P<sign><=|>=|==|!=|[<>()+-]))"
)
_COMPARE: dict[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Eq: operator.eq, ast.NotEq: operator.ne,
    ast.GtE: operator.ge, ast.Gt: operator.gt,
}  # fmt: skip
_ADD: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add, ast.Sub: operator.sub,
}  # fmt: skip

Counts = Sequence[int]
Number = Callable[[Counts, Counts], int]
Truth = Callable[[Counts, Counts], bool]


class BadConditionError(ValueError):
    """The text is no condition; the message says why, `mend` what to write."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


@dataclass(frozen=True)
class Condition:
    """A condition as written, and what it speaks of."""

    text: str
    tree: ast.expr = field(repr=False, compare=False)
    meters: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    chose: frozenset[str] = frozenset()


def parse(text: str) -> Condition:
    """Return the condition; raises BadConditionError for whatever is not in the language."""
    _check_words(text)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise BadConditionError(
            "The condition is not complete.", "Write it like “trust >= 5 and frustration < 8”."
        ) from None
    found = _Names()
    found.truth(tree)
    return Condition(
        text, tree, frozenset(found.meters), frozenset(found.visited), frozenset(found.chose)
    )


def _check_words(text: str) -> None:
    if len(text) > LONGEST:
        raise BadConditionError(
            f"The condition is longer than {LONGEST} characters.", "Use a routing node."
        )
    at, end = 0, len(text.rstrip())
    while at < end:
        word = _WORD.match(text, at)
        if word is None:
            shown = text[at:].strip()[:20]
            raise BadConditionError(
                f"“{shown}” cannot stand in a condition.",
                "Use meters, whole numbers, + - < <= == != >= >, and or not, visited('node'), "
                "chose('node.choice').",
            )
        at = word.end()


class _Names:
    """Walks a tree, refuses what the language lacks, and collects the names."""

    def __init__(self) -> None:
        self.meters: set[str] = set()
        self.visited: set[str] = set()
        self.chose: set[str] = set()

    def truth(self, tree: ast.expr) -> None:
        if isinstance(tree, ast.BoolOp):
            for part in tree.values:
                self.truth(part)
        elif isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
            self.truth(tree.operand)
        elif isinstance(tree, ast.Compare) and all(type(op) in _COMPARE for op in tree.ops):
            for part in (tree.left, *tree.comparators):
                self.number(part)
        elif isinstance(tree, ast.Call):
            self.call(tree)
        else:
            raise BadConditionError(
                f"“{ast.unparse(tree)[:40]}” is neither true nor false.",
                "Compare a meter with a number, as in “trust >= 5”.",
            )

    def number(self, tree: ast.expr) -> None:
        if isinstance(tree, ast.BinOp) and type(tree.op) in _ADD:
            self.number(tree.left)
            self.number(tree.right)
        elif isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub | ast.UAdd):
            self.number(tree.operand)
        elif isinstance(tree, ast.Name):
            self.meters.add(tree.id)
        elif not (isinstance(tree, ast.Constant) and type(tree.value) is int):
            raise BadConditionError(
                f"“{ast.unparse(tree)[:40]}” is no number.", "Use meters and whole numbers here."
            )

    def call(self, tree: ast.Call) -> None:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        only = tree.args[0] if len(tree.args) == 1 and not tree.keywords else None
        if not (isinstance(only, ast.Constant) and isinstance(only.value, str)):
            name = ""
        if name == "visited":
            self.visited.add(_text(only))
        elif name == "chose":
            self.chose.add(_text(only))
        else:
            raise BadConditionError(
                f"“{ast.unparse(tree)[:40]}” is unknown.",
                "There are visited('node') and chose('node.choice').",
            )


def _text(tree: ast.expr | None) -> str:
    assert isinstance(tree, ast.Constant)
    return str(tree.value)


def compiled(condition: Condition, meters: Mapping[str, int], tracks: Mapping[str, int]) -> Truth:
    """Return a function of meter values and track counts, made of our own small functions.

    `meters` and `tracks` tell where each name stands; the tracks of nodes and choices are named
    `node` and `node.choice`.
    """
    return _Compiler(meters, tracks).truth(condition.tree)


class _Compiler:
    def __init__(self, meters: Mapping[str, int], tracks: Mapping[str, int]) -> None:
        self.meters, self.tracks = meters, tracks

    def truth(self, tree: Any) -> Truth:
        if isinstance(tree, ast.BoolOp):
            parts = tuple(self.truth(part) for part in tree.values)
            if isinstance(tree.op, ast.And):
                return lambda m, t: all(part(m, t) for part in parts)
            return lambda m, t: any(part(m, t) for part in parts)
        if isinstance(tree, ast.UnaryOp):
            inner = self.truth(tree.operand)
            return lambda m, t: not inner(m, t)
        if isinstance(tree, ast.Compare):
            return self.compare(tree)
        place = self.tracks[_text(tree.args[0])]
        return lambda _m, t: t[place] > 0

    def compare(self, tree: ast.Compare) -> Truth:
        numbers = [self.number(part) for part in (tree.left, *tree.comparators)]
        tests = [
            (_COMPARE[type(op)], numbers[at], numbers[at + 1]) for at, op in enumerate(tree.ops)
        ]
        if len(tests) == 1:
            test, left, right = tests[0]
            return lambda m, t: test(left(m, t), right(m, t))
        return lambda m, t: all(test(left(m, t), right(m, t)) for test, left, right in tests)

    def number(self, tree: Any) -> Number:
        if isinstance(tree, ast.Constant):
            value = int(str(tree.value))
            return lambda _m, _t: value
        if isinstance(tree, ast.Name):
            place = self.meters[tree.id]
            return lambda m, _t: m[place]
        if isinstance(tree, ast.BinOp):
            add, left, right = _ADD[type(tree.op)], self.number(tree.left), self.number(tree.right)
            return lambda m, t: add(left(m, t), right(m, t))
        inner = self.number(tree.operand)
        return inner if isinstance(tree.op, ast.UAdd) else lambda m, t: -inner(m, t)
