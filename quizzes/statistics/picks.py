"""What can be picked in a question, and what an answer picked, in words that outlive a version.

Ids are new with each publication; the words of the parts are not. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Names = Mapping[str, str]
NOTHING = ""  # the option of those who left the question open
STEPS = range(1, 6)


@dataclass(frozen=True)
class Option:
    """One row of a distractor table."""

    name: str
    is_right: bool


def names_of(body: Json, answer_key: Json) -> Names:
    """Return id → words; where words repeat, with the author's key behind them."""
    rows = [
        row
        for rows in body.values()
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping) and {"id", "text"} <= row.keys()
    ]
    often = Counter(row["text"] for row in rows)
    keys = answer_key.get("keys", {})
    return {
        row["id"]: f"{row['text']} ({keys.get(row['id'], '')})"
        if often[row["text"]] > 1
        else row["text"]
        for row in rows
    }


def options_of(body: Json, answer_key: Json) -> list[Option]:
    """Return everything that can be picked, the right ones first; the last is no answer."""
    names = names_of(body, answer_key)
    found: list[Option] = []
    for part, listed in _LISTED.items():
        if part in answer_key:
            found = list(listed(body, answer_key[part], names))
    found.sort(key=lambda option: not option.is_right)
    return [*found, Option(NOTHING, is_right=False)]


def _choices(body: Json, correct: Any, names: Names) -> Iterator[Option]:
    for row in body.get("choices") or body.get("phrases") or ():
        yield Option(names[row["id"]], row["id"] in correct)


def _pairs(body: Json, pairs: Any, names: Names) -> Iterator[Option]:
    for prompt in body["prompts"]:
        for answer in body["answers"]:
            name = _joined(names[prompt["id"]], names[answer["id"]])
            yield Option(name, pairs[prompt["id"]] == answer["id"])


def _ratings(body: Json, expert: Any, names: Names) -> Iterator[Option]:
    for reply in body["replies"]:
        for step in STEPS:
            yield Option(_joined(names[reply["id"]], step), expert[reply["id"]] == step)


def _places(body: Json, order: Any, names: Names) -> Iterator[Option]:
    for place, item in enumerate(order, start=1):
        yield Option(_joined(names[item], place), is_right=True)


_LISTED = {"correct": _choices, "pairs": _pairs, "expert": _ratings, "order": _places}


def picked(names: Names, answer_key: Json, answer: Json | None) -> frozenset[str]:
    """Return the options that an answer picked; of an order, the items in their right place."""
    given = answer or {}
    if "order" in given:
        places = enumerate(zip(given["order"], answer_key["order"], strict=True), start=1)
        return frozenset(
            _joined(names[item], place) for place, (item, right) in places if item == right
        )
    found = [names[one] for one in (*given.get("choices", ()), *given.get("phrases", ()))]
    found += [names[given["choice"]]] if given.get("choice") else []
    found += [_joined(names[one], names[other]) for one, other in given.get("pairs", {}).items()]
    found += [_joined(names[reply], step) for reply, step in given.get("ratings", {}).items()]
    return frozenset(found or [NOTHING])


def _joined(text: str, more: str | int) -> str:
    return f"{text} → {more}"
