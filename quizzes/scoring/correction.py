"""A question in two versions: is it still the one that was asked, and what does its new key say?

Pure: no database, no clock, no settings. Every publication gives the parts of a question new
random ids, so parts are known again by their words. What was reworded is another question: nobody
is graded by an answer to something that they were not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_ASSETS = re.compile(r"/courses/assets/[0-9a-f-]{36}/")


@dataclass(frozen=True)
class Printed:
    """A question as one version has it."""

    type: str
    stem_html: str
    body: Json
    answer_key: Json


def corrected_key(old: Printed, new: Printed) -> Json | None:
    """Return the new version's key in the ids of the old one; None for another question."""
    ids = _old_ids(old, new)
    if ids is None or old.type != new.type or _stem(old) != _stem(new):
        return None
    names = _names(old)
    if _named(old.body, names) != _named(_in_ids(new.body, ids), names):
        return None
    return {name: _in_ids(part, ids) for name, part in new.answer_key.items() if name != "keys"}


def is_same_key(old: Json, new: Json) -> bool:
    """Return whether two keys in the same ids say the same."""
    return _meaning(old) == _meaning(new)


def _stem(question: Printed) -> str:
    return _ASSETS.sub("/", question.stem_html)  # pictures stand below their version's own address


def _old_ids(old: Printed, new: Printed) -> dict[str, str] | None:
    """Return new id → old id; None unless every part finds its one counterpart."""
    before = {name: part for part, name in _names(old).items()}
    after = {name: part for part, name in _names(new).items()}
    if before.keys() != after.keys() or len(before) != len(_names(old)):
        return None
    return {after[name]: before[name] for name in after}


def _names(question: Printed) -> dict[str, tuple[str, str, str]]:
    """Return id → (list, words, author's key where the words alone are not enough)."""
    parts = list(_parts(question.body))
    often = Counter((group, text) for group, _, text in parts)
    keys = question.answer_key.get("keys", {})
    return {
        part: (group, text, str(keys.get(part)) if often[group, text] > 1 else "")
        for group, part, text in parts
    }


def _parts(body: Json) -> Iterator[tuple[str, str, str]]:
    for group, rows in body.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping) and {"id", "text"} <= row.keys():
                yield group, row["id"], row["text"]


def _in_ids(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {ids.get(name, name): _in_ids(part, ids) for name, part in value.items()}
    if isinstance(value, list):
        return [_in_ids(part, ids) for part in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _named(body: Json, names: Mapping[str, tuple[str, str, str]]) -> Json:
    """Return a body whose lists of parts stand in one order: publication shuffles them."""
    listed = {group for group, _, _ in names.values()}
    return {
        group: sorted(rows, key=lambda row: str(row["id"])) if group in listed else rows
        for group, rows in body.items()
    }


def _meaning(key: Json) -> Json:
    """Return a key without what does not matter: the order of a list that is a set."""
    return {
        name: sorted(part, key=str) if isinstance(part, list) and name != "order" else part
        for name, part in key.items()
        if name != "keys"
    }
