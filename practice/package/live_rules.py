"""C801: whoever has nobody to practice with finds something to do alone."""

from __future__ import annotations

from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.rules import Spot, error
from courses.package.problems import suggestion

KIND = "live"


def something_alone(desk: Desk) -> Iterator[Spot]:
    """A live lesson names another lesson of the course, and one that needs nobody else."""
    lessons = desk.package.lessons()
    alone = {lesson.key: lesson for lesson in lessons if lesson.kind != KIND}
    for lesson in lessons:
        if lesson.kind != KIND:
            continue
        found = desk.fields(lesson.path)
        key = found.value.get("instead", "")
        if key in alone:
            continue
        yield Spot(
            file=lesson.path,
            line=found.line("instead"),
            reason=f"There is no lesson “{key}” that one can do alone."
            if key
            else "Whoever has nobody to practice with is sent nowhere.",
            mend=suggestion(key, alone) if key else "Add “instead” with the key of a lesson.",
            key="instead",
        )


RULES = (error("C801", "Nothing to do alone", something_alone),)
