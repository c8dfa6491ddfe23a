"""What stands between the braces of a GIFT question: which type it is and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.interchange.bank import LOOK_FOR, SAY_WHY, choice_rows
from quizzes.interchange.gift.blocks import Block
from quizzes.interchange.gift.words import Words
from quizzes.question_types.base import Json

_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]{0,5})?)%")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_LIMIT = 400
_MODELS = 3


class NotOursError(Exception):
    """The question is sound, but there is no type for it here."""


class BrokenError(Exception):
    """The question is not GIFT; the file is refused."""

    def __init__(self, line: int, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.line, self.reason, self.mend = line, reason, mend


@dataclass(frozen=True)
class _Answer:
    text: Block
    feedback: Block | None
    is_right: bool
    weight: float


def read_answers(block: Block, words: Words) -> Json:
    """Return the fields of the type that these answers make; raises for what is none of ours."""
    text = block.text
    if not text:
        raise NotOursError("it is an essay")
    if text.startswith("#"):
        raise NotOursError("it asks for a number")
    if "~" in text:
        return _choices(block, words)
    if "=" in text and "->" in text:
        return _pairs(block, words)
    if text.split("#")[0].strip() in _TRUTH:
        return _truth(block, words)
    return _short(block, words)


def _choices(block: Block, words: Words) -> Json:
    answers = list(_answers(block, "~="))
    if len(answers) < 2:
        raise BrokenError(block.line, "There is only one answer.", "Write at least two.")
    certain = [answer for answer in answers if answer.is_right]
    if len(certain) > 1:
        raise NotOursError("any one of several answers would do")
    right = certain or [answer for answer in answers if answer.weight > 0]
    if not right:
        raise BrokenError(block.line, "No answer is right.", "Write = before the right one.")
    _tell_weights(block, answers, right, words)
    rows = choice_rows(
        (f"choice-{place}", words.plain(answer.text), answer in right, _told(answer, words))
        for place, answer in enumerate(answers, start=1)
    )
    if len(right) > 1:
        return {"type": "choose", "choose": len(right), "choices": rows}
    return {"type": "single", "choices": _three(rows)}


def _tell_weights(block: Block, answers: list[_Answer], right: list[_Answer], words: Words) -> None:
    shares = {round(answer.weight) for answer in right}
    others = {answer.weight for answer in answers if answer not in right}
    if len(shares) > 1 or others - {0}:
        words.notes.add(words.file, block.line, "Part points are left out: all right, or none.")


def _three(rows: list[Json]) -> list[Json]:
    if len(rows) > 2:
        return rows
    third = {"key": "choice-3", "text": "TODO: Write a third choice, or remove this one.",
             "correct": False, "feedback": SAY_WHY}  # fmt: skip
    return [*rows, third]


def _told(answer: _Answer, words: Words) -> str:
    return words.plain(answer.feedback) if answer.feedback else ""


def _answers(block: Block, signs: str) -> Iterator[_Answer]:
    """Yield the answers; each begins with one of the signs, the first may go without."""
    starts = [place for place, sign in enumerate(block.text) if sign in signs]
    if not starts or block.text[: starts[0]].strip():
        starts.insert(0, -1)
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        sign = block.text[start] if start >= 0 else "="
        yield _answer(block.cut(start + 1, end), sign)


def _answer(block: Block, sign: str) -> _Answer:
    is_right, weight = sign == "=", 100.0 if sign == "=" else 0.0
    found = _WEIGHT.match(block.text)
    if found:
        weight, is_right = float(found[1]), False if sign == "~" else float(found[1]) == 100
        block = block.cut(found.end())
    elif block.text.startswith("%"):
        raise BrokenError(block.line, "This is no share of the points.", "Write it like %50%.")
    if weight > 100 or weight < -100:
        raise BrokenError(block.line, "This is more than all points.", "Write at most %100%.")
    place = block.text.find("#")
    text = block.cut(0, place) if place >= 0 else block
    if not text.text:
        raise BrokenError(block.line, "An answer has no text.", "Write it or remove it.")
    return _Answer(text, block.cut(place + 1) if place >= 0 else None, is_right, weight)


def _pairs(block: Block, words: Words) -> Json:
    pairs: list[Json] = []
    extra: list[Json] = []
    parts = [place for place, sign in enumerate(block.text) if sign == "="]
    if block.text[: parts[0]].strip():
        raise BrokenError(block.line, "A pair does not begin with =.", "Write = before it.")
    for start, end in zip(parts, [*parts[1:], None], strict=True):
        part = block.cut(start + 1, end)
        place = part.text.find("->")
        answer = words.plain(part.cut(place + 2)) if place >= 0 else ""
        if not answer:
            raise BrokenError(part.line, "A pair has no answer.", "Write it after ->.")
        prompt = words.plain(part.cut(0, place))
        if prompt:
            pairs.append({"key": f"pair-{len(pairs) + 1}", "prompt": prompt,
                          "answer": answer, "feedback": SAY_WHY})  # fmt: skip
        else:
            extra.append({"key": f"other-{len(extra) + 1}", "answer": answer,
                          "feedback": SAY_WHY})  # fmt: skip
    if len(pairs) < 2:
        raise BrokenError(block.line, "There are fewer than two pairs.", "Write more.")
    return {"type": "matching", "pairs": pairs, **({"distractors": extra} if extra else {})}


def _truth(block: Block, words: Words) -> Json:
    first = block.text.find("#")
    said = block.text[: first if first >= 0 else None].strip()
    second = block.text.find("#", first + 1) if first >= 0 else -1
    wrong = block.cut(first + 1, second if second >= 0 else None) if first >= 0 else Block(1, "")
    right = block.cut(second + 1) if second >= 0 else Block(1, "")
    rows = choice_rows(
        (name, name.capitalize(), is_right, words.plain(right if is_right else wrong))
        for name, is_right in (("true", _TRUTH[said]), ("false", not _TRUTH[said]))
    )
    return {"type": "single", "choices": _three(rows)}


def _short(block: Block, words: Words) -> Json:
    answers = list(_answers(block, "="))
    models = [words.plain(answer.text) for answer in answers if answer.is_right]
    if not models:
        raise BrokenError(block.line, "No answer is right.", "Write = before the right one.")
    if any(not answer.is_right or answer.feedback for answer in answers):
        reason = "Feedback and half-right answers are left out: nobody marks a short text."
        words.notes.add(words.file, block.line, reason)
    if len(models) > _MODELS:
        reason = f"Only the first {_MODELS} answers are kept as models."
        words.notes.add(words.file, block.line, reason)
    models = list(dict.fromkeys(models))[:_MODELS]
    return {"type": "short", "limit": _LIMIT, "look_for": list(LOOK_FOR), "models": models}
