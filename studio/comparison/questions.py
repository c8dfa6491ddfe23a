"""What became of a quiz's questions.

It knows no question type: a key changes when a part is called right that was not, when an expert
rates otherwise, when another number is right, or when the right order or partner is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from studio.comparison.fields import flat
from studio.comparison.order import moved
from studio.comparison.prose import rewritten
from studio.comparison.told import Note, Part, Rewritten, What

Question = Mapping[str, Any]
KEY_WORDS = frozenset({"correct", "expert", "choose", "mark"})  # at the end of the way to them
PARTS = ("choices", "pairs", "distractors", "items", "phrases", "replies")
SHOWN = 80
_MARKS = re.compile(
    r"[*_`]|^[ \t]*>[ \t]?", re.MULTILINE
)  # Markdown that says nothing in a heading


def compare_questions(before: list[Question], after: list[Question]) -> tuple[Part, ...]:
    """Return the questions that differ, in their order; removed ones last."""
    old, new = _by_key(before), _by_key(after)
    return tuple(part for part in _parts(old, new) if not part.is_same)


def _by_key(questions: list[Question]) -> dict[str, Question]:
    return {str(found.get("key", "")): found for found in questions if isinstance(found, Mapping)}


def _parts(old: dict[str, Question], new: dict[str, Question]) -> Iterator[Part]:
    # An attempt asks in the order of the bank, so whoever takes the quiz again may notice.
    elsewhere = moved(list(old), list(new))
    for key, question in new.items():
        if key not in old:
            yield Part(name=_stem(question), key=key, what=What.ADDED)
        else:
            yield _changed(key, old[key], question, is_moved=key in elsewhere)
    for key, question in old.items():
        if key not in new:
            yield Part(name=_stem(question), key=key, what=What.REMOVED)


def _changed(key: str, old: Question, new: Question, *, is_moved: bool) -> Part:
    notes = [Note(What.MOVED, _("It stands at another place of the quiz."))] if is_moved else []
    return Part(
        name=_stem(new),
        key=key,
        what=What.CHANGED,
        notes=(*notes, *_notes(old, new)),
        texts=tuple(_texts(old, new)),
    )


def _stem(question: Question) -> str:
    words = " ".join(_MARKS.sub("", str(question.get("stem", ""))).split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


def _notes(old: Question, new: Question) -> Iterator[Note]:
    if old.get("type") != new.get("type"):
        yield Note(
            What.CHANGED,
            _("The type was %(old)s and is %(new)s.")
            % {"old": old.get("type"), "new": new.get("type")},
        )
    elif _key_of(old) != _key_of(new):
        yield Note(What.CHANGED, _("The key changed: another answer is right now."))
    for name, sentence in (
        ("objective", _("It was about objective %(old)s and is about %(new)s.")),
        ("level", _("Its Bloom level was %(old)s and is %(new)s.")),
    ):
        if old.get(name) != new.get(name):
            yield Note(What.CHANGED, sentence % {"old": old.get(name), "new": new.get(name)})
    yield from _options(old, new)


def _options(old: Question, new: Question) -> Iterator[Note]:
    for name in PARTS:
        before, after = _entries(old, name), _entries(new, name)
        for key, text in after.items():
            if key not in before:
                yield Note(What.ADDED, _("New option: “%(text)s”") % {"text": text})
        for key, text in before.items():
            if key not in after:
                yield Note(What.REMOVED, _("Option removed: “%(text)s”") % {"text": text})


def _entries(question: Question, name: str) -> dict[str, str]:
    """Return the parts that have a key, each by it, with the words that stand for it."""
    listed = question.get(name)
    return {
        str(entry["key"]): str(
            entry.get("text") or entry.get("prompt") or entry.get("answer") or entry["key"]
        )
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, Mapping) and "key" in entry
    }


def _key_of(question: Question) -> tuple[object, ...]:
    """Return what decides which answer is right, by the author's own keys."""
    marks = {
        way: value
        for way, value in flat(question).items()
        if way.rsplit(".", 1)[-1] in KEY_WORDS and value != "no"
    }
    order = tuple(_entries(question, "items"))
    pairs = question.get("pairs")
    partners = {
        str(entry.get("key")): entry.get("answer")
        for entry in (pairs if isinstance(pairs, list) else ())
        if isinstance(entry, Mapping)
    }
    return marks, order, partners


def _texts(old: Question, new: Question) -> Iterator[Rewritten]:
    before, after = _words(old), _words(new)
    for way in (*after, *(way for way in before if way not in after)):
        if before.get(way) != after.get(way) and _stays(way, old, new):
            runs = rewritten(before.get(way, ""), after.get(way, ""))
            yield Rewritten(_label(way), runs)


def _stays(way: str, old: Question, new: Question) -> bool:
    """Return whether the text belongs to no option, or to one that is there before and after."""
    name, _dot, rest = way.partition(".")
    if name not in PARTS:
        return True
    key = rest.partition(".")[0]
    return key in _entries(old, name) and key in _entries(new, name)


def _words(question: Question) -> dict[str, str]:
    frame = {"key", "type", "objective", "level"}
    return {
        way: value
        for way, value in flat(question).items()
        if way.split(".")[0] not in frame and way.rsplit(".", 1)[-1] not in KEY_WORDS
    }


def _label(way: str) -> str:
    names = {
        "stem": _("Question"),
        "feedback_right": _("Feedback when right"),
        "feedback_wrong": _("Feedback when not right"),
    }
    if way in names:
        return names[way]
    return " · ".join(part for part in way.split(".") if part not in PARTS)
