"""What a QTI package cannot say of our questions: an exact list, by question and field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.interchange.markup.to_markdown import pictures_of
from quizzes.interchange.markup.tree import WHITE, collapse
from quizzes.question_types.base import Json

COMMON = {"key", "type", "objective", "level", "stem", "feedback_right", "feedback_wrong"}
OF_QUIZ = {"key", "kind", "title", "minutes", "objectives", "intro", "pass_mark", "draw",
           "blueprint", "time_limit", "questions"}  # fmt: skip
OF_TYPE = {
    "single": {"choices"},
    "choose": {"choose", "choices"},
    "matching": {"pairs", "distractors"},
    "ordering": {"items"},
    "mark": {"passage", "mark", "phrases"},
    "rate": {"replies"},
    "short": {"limit", "look_for", "models"},
    "feeling": {"line", "choices"},
}
_MARKED_UP = {"stem", "intro", "passage"}
_OTHERWISE = {
    "ordering": "Ordering questions: other systems give a point for the whole order only.",
    "rate": "Ratings: they come as a table of replies and steps, with the same points.",
    "short": "Short texts: they come as open questions. The limit is a hint there, no bound, and "
    "some systems ask somebody to mark them.",
    "feeling": "Name the feeling: it comes as a choice. Nobody is asked how sure they are.",
}
_BY_OBJECTIVE = (
    "The questions of an attempt come objective by objective, not in the order of the bank."
)
_SPACES = "Several blanks in a row become one, those at the ends of lines none."


Way = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Loss:
    """One thing that stays behind. An empty question means the quiz itself."""

    question: str
    way: Way
    what: str

    def __str__(self) -> str:
        place = ".".join(map(str, self.way))
        return f"{self.question or 'quiz'}, {place}: {self.what}"


def lost(quiz: Json) -> list[Loss]:
    """Return everything of a quiz that the package does not hold, in the order of the file."""
    losses = [
        Loss("", (name,), "There is no place for this in QTI.")
        for name in quiz
        if name not in OF_QUIZ
    ]
    if quiz.get("time_limit") == "none":
        losses.append(Loss("", ("time_limit",), "It is left out, which says the same."))
    losses += _texts("", {name: quiz[name] for name in ("title", "intro")})
    for question in quiz["questions"]:
        carried = COMMON | OF_TYPE[question["type"]]
        losses += [
            Loss(question["key"], (name,), "There is no place for this in QTI.")
            for name in question
            if name not in carried
        ]
        losses += _texts(
            question["key"], {name: question[name] for name in question if name in carried}
        )
    return losses


def told_otherwise(quiz: Json) -> list[str]:
    """Return what other systems will do differently with these questions."""
    told = [_OTHERWISE[kind] for kind in _OTHERWISE
            if any(question["type"] == kind for question in quiz["questions"])]  # fmt: skip
    return [*told, _BY_OBJECTIVE] if quiz.get("blueprint") else told


def report(quiz: Json) -> str:
    """Return the page that lies in the package, for whoever imports it elsewhere."""
    losses = [f"* {loss}" for loss in lost(quiz)] or ["* Nothing."]
    others = [f"* {line}" for line in told_otherwise(quiz)] or ["* Nothing."]
    return "\n".join(
        ["What this package does not hold", "", *losses, "",
         "What other systems may do differently", "", *others, ""]
    )  # fmt: skip


def _texts(question: str, fields: Json) -> Iterator[Loss]:
    for way, text in leaves(fields):
        if not isinstance(text, str):
            continue
        if way[0] in _MARKED_UP:
            for picture in pictures_of(text):
                yield Loss(question, way, f"The picture {picture} is left out, its text is kept.")
        elif any(collapse(line).strip(" ") != line for line in text.strip(WHITE).split("\n")):
            yield Loss(question, way, _SPACES)


def leaves(
    value: object, way: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield every value inside that is no list and no mapping, with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*way, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*way, place))
    else:
        yield way, value
