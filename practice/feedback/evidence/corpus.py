"""Labeled replies: the seeds, on which cues may be tuned, and those held out, on which never.

One JSON object a line: `id`, `module`, `customer`, `reply`, `labels` with the spans that carry
them, `second` with the labels of a second reader who saw none of it. A reply counts for a label
when both readers gave it, or where they differed and `agreed` says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from practice.feedback.cues.highlights import LABELS

FOLDER = Path(__file__).parent / "replies"
# What readers label as well, and what is never said to a learner.
MISTAKES = ("minimizes", "blames", "policy_wall", "canned")
SETS = {"seeds": "seeds.{}.jsonl", "held_out": "held_out.{}.jsonl"}


class BadCorpus(ValueError):
    """A line of a corpus cannot be used; the message names file, line, reason and mend."""


@dataclass(frozen=True, kw_only=True)
class Labeled:
    """A reply to a customer, and which moves it makes."""

    id: str
    module: str
    customer: str
    reply: str
    labels: frozenset[str]
    first: frozenset[str]
    second: frozenset[str] | None


def replies(name: str, language: str = "en") -> tuple[Labeled, ...]:
    """Return the seeds or the replies held out of a language; none where there is no file.

    Raises BadCorpus for a line that does not fit.
    """
    file = FOLDER / SETS[name].format(language)
    return tuple(_lines(file)) if file.exists() else ()


def _lines(file: Path) -> Iterator[Labeled]:
    seen: set[str] = set()
    for number, line in enumerate(file.read_text().splitlines(), start=1):
        where = f"{file.name}, line {number}"
        try:
            made = _read(json.loads(line), where)
        except json.JSONDecodeError as error:
            raise BadCorpus(f"{where}: no JSON ({error.msg}). Write one object a line.") from error
        except (KeyError, TypeError, AttributeError) as error:
            raise BadCorpus(f"{where}: {error} is missing or of the wrong kind.") from error
        if made.id in seen:
            raise BadCorpus(f"{where}: “{made.id}” is there twice. Give each reply its own id.")
        seen.add(made.id)
        yield made


def _read(raw: dict[str, object], where: str) -> Labeled:
    labels, reply = raw["labels"], str(raw["reply"])
    assert isinstance(labels, dict)
    for label, spans in labels.items():
        if label not in LABELS and label not in MISTAKES:
            raise BadCorpus(f"{where}: there is no label “{label}”.")
        for span in spans:
            if span not in reply:
                raise BadCorpus(f"{where}: “{span}” is not in the reply. Copy it from there.")
    first = frozenset(labels)
    given = raw.get("second")
    second = frozenset(map(str, given)) if isinstance(given, list) else None
    agreed = raw.get("agreed")
    if isinstance(agreed, list):
        kept = frozenset(map(str, agreed))
    else:
        kept = first if second is None else first & second
    return Labeled(
        id=str(raw["id"]), module=str(raw["module"]), customer=str(raw["customer"]), reply=reply,
        labels=kept, first=first, second=second,
    )  # fmt: skip
