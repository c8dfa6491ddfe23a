"""What an import found: questions as fields, and what was left out. Gaps become marked tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from courses.package.problems import Problems
from quizzes.question_types.base import Json

TODO = "TODO"
SAY_WHY = "TODO: Say why, and what it does to the customer."
LOOK_FOR = ("TODO: Say what to compare one’s text with.", "TODO: Say what else to look for.")
QUESTIONS_AT_MOST = 300
_OURS = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_NOT_OURS = re.compile(r"[^a-z0-9]+")


@dataclass
class Bank:
    """Questions on their way into a quiz file; `notes` say what is not as it was."""

    quiz: Json = field(default_factory=dict)
    questions: list[Json] = field(default_factory=list)
    notes: Problems = field(default_factory=Problems)

    def fields(self, *, key: str) -> Json:
        """Return the fields of the quiz file, with TODO where the format says nothing."""
        said = {name: value for name, value in self.quiz.items() if value}
        keys = Keys()
        questions = [{**question, "key": keys.new(question["key"])} for question in self.questions]
        return {
            "key": said.get("key", key),
            "kind": "quiz",
            "title": said.get("title", "TODO: Give the quiz a title."),
            "minutes": said.get("minutes", TODO),
            "objectives": said.get("objectives", [TODO]),
            "move_on": TODO,
            "required": TODO,
            "intro": said.get("intro", "TODO: Say in two sentences what waits here."),
            "pass_mark": said.get("pass_mark", TODO),
            "draw": said.get("draw", "all"),
            "attempts": TODO,
            **{name: said[name] for name in ("blueprint", "time_limit") if name in said},
            "questions": questions,
        }


class Keys:
    """Makes keys of our form from any names, each different from the others."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str, fallback: str = "question") -> str:
        """Return a key that resembles the name."""
        wish = key_of(name) or fallback
        key, number = wish, 1
        while key in self._taken:
            number += 1
            key = f"{wish[:55]}-{number}"
        self._taken.add(key)
        return key


def key_of(name: str) -> str:
    """Return small letters, digits and hyphens of a name; its own form when it is one of ours."""
    if _OURS.match(name):
        return name
    return _NOT_OURS.sub("-", name.lower()).strip("-")[:60].strip("-")


def choice_rows(rows: Iterable[tuple[str, str, bool, str]]) -> list[Json]:
    """Return choices of (name, text, whether it is right, feedback)."""
    keys = Keys()
    return [
        {"key": keys.new(name, "choice"), "text": text or "TODO: Write this choice.",
         "correct": is_right, "feedback": feedback or SAY_WHY}
        for name, text, is_right, feedback in rows
    ]  # fmt: skip


def in_order(question: Json) -> Json:
    """Return the fields of a question in the order in which people write them."""
    first = ("key", "type", "objective", "level", "choose", "stem")
    last = ("feedback_right", "feedback_wrong")
    return dict(_ordered(question, first, last))


def _ordered(
    question: Json, first: Iterable[str], last: Iterable[str]
) -> Iterator[tuple[str, object]]:
    edges = {*first, *last}
    for name in (*first, *(name for name in question if name not in edges), *last):
        if name in question:
            yield name, question[name]
