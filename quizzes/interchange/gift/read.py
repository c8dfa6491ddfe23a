"""A GIFT file, read into a bank. One broken question and nothing of the file is used."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from courses.package.problems import Problems
from quizzes.interchange.bank import QUESTIONS_AT_MOST, TODO, Bank, in_order
from quizzes.interchange.gift.answers import BrokenError, NotOursError, read_answers
from quizzes.interchange.gift.blocks import Block, meant, read_blocks
from quizzes.interchange.gift.words import Words
from quizzes.question_types.base import Json

_CATEGORY = "$CATEGORY:"
_GAP = "_____"
_PAIR = "Write \\{ or \\} where the sign itself is meant."


def read_gift(path: Path, problems: Problems) -> Bank:
    """Return the questions of a file; when there are problems, use nothing of it."""
    bank = Bank()
    words = Words(path.name, problems, bank.notes)
    category = ""
    for block in read_blocks(path, problems):
        if block.text.startswith(_CATEGORY):
            category = meant(block.text.removeprefix(_CATEGORY)).strip()
            continue
        try:
            question = _question(block, words, number=len(bank.questions) + 1)
        except NotOursError as reason:
            bank.notes.add(path.name, block.line, f"The question is left out: {reason}.")
            continue
        except BrokenError as broken:
            problems.add(path.name, broken.line, broken.reason, broken.mend)
            continue
        if category:
            question["objective"] = f"TODO: Name the objective; the category was “{category}”."
        bank.questions.append(question)
    if len(bank.questions) > QUESTIONS_AT_MOST:
        problems.add(
            path.name, 1, f"There are more than {QUESTIONS_AT_MOST} questions.", "Split it."
        )
    return bank


def _question(block: Block, words: Words, *, number: int) -> Json:
    name, rest = _name(block)
    start, end = _braces(rest)
    answers, general = _general_feedback(rest.cut(start + 1, end))
    stem = _stem(rest, start, end)
    # Whatever says nothing of its own has the format of the question's text.
    inner = dataclasses.replace(words, usual=words.format_of(stem))
    found = read_answers(answers, inner)
    if general.text and found["type"] == "short":
        words.notes.add(words.file, general.line, "The general feedback is left out.")
    elif general.text:
        told = inner.plain(general)
        found |= {"feedback_right": told, "feedback_wrong": told}
    return in_order({
        "key": name or f"question-{number}",
        "objective": TODO,
        "level": TODO,
        "stem": words.markdown(stem) or "TODO: Ask the question.",
        **found,
    })  # fmt: skip


def _name(block: Block) -> tuple[str, Block]:
    if not block.text.startswith("::"):
        return "", block
    end = block.text.find("::", 2)
    if end < 0:
        raise BrokenError(block.line, "The title has no end.", "Write :: after it.")
    return meant(block.text[2:end]).strip(), block.cut(end + 2)


def _braces(block: Block) -> tuple[int, int]:
    start, end = block.text.find("{"), block.text.find("}")
    if start < 0 and end < 0:
        raise NotOursError("it has no answers, so it only describes something")
    if start < 0 or end < start:
        line = block.line_of(start if end < 0 else end)
        raise BrokenError(line, "The braces do not pair up.", _PAIR)
    places = (block.text.find("{", start + 1), block.text.find("}", end + 1))
    more = [place for place in places if place >= 0]
    if more:
        raise BrokenError(block.line_of(min(more)), "A second brace stands here.", _PAIR)
    return start, end


def _general_feedback(block: Block) -> tuple[Block, Block]:
    place = block.text.rfind("####")
    if place < 0:
        return block, Block(block.line, "")
    return block.cut(0, place), block.cut(place + 4)


def _stem(block: Block, start: int, end: int) -> Block:
    before, after = block.text[:start], block.text[end + 1 :]
    gap = _GAP if after.strip() else ""
    return Block(block.line, f"{before}{gap}{after}".strip())
