"""C701, C703: every objective is taught, and where studies disagree the lesson says so."""

from __future__ import annotations

from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.rules import Spot, error

COURSE = "course.yaml"


def objective_without_lesson(desk: Desk) -> Iterator[Spot]:
    """Some reading lesson works toward each objective."""
    taught = {name for draft, _ in desk.readings for name in draft.objectives}
    for module in desk.package.modules:
        path = desk.module_path(module.key)
        for place, objective in enumerate(module.objectives):
            if objective.id not in taught:
                yield Spot(
                    file=path,
                    line=desk.fields(path).line("objectives", place),
                    reason=f"No lesson works toward {objective.id}.",
                    mend="Name it in a lesson that teaches it, or remove it.",
                    key=objective.id,
                )


def contradiction_shown(desk: Desk) -> Iterator[Spot]:
    """The lessons that course.yaml lists have a box where studies disagree."""
    course = desk.fields(COURSE)
    pages = {draft.key: page for draft, page in desk.readings}
    for place, key in enumerate(course.value.get("contradictions", [])):
        page = pages.get(key)
        if page is None:
            yield Spot(
                file=COURSE,
                line=course.line("contradictions", place),
                reason=f"There is no reading lesson “{key}”.",
                mend="Write the key of a lesson.",
                key=key,
            )
        elif "contradiction" not in page.body.parts:
            yield Spot(
                file=page.path,
                line=page.first_line,
                reason="Studies disagree on this topic, and the lesson does not show it.",
                mend="Add a box “::: contradiction” with both sides and your reading of them.",
                key=key,
            )


RULES = (
    error("C701", "Objective without a lesson", objective_without_lesson),
    error("C703", "Contradiction not shown", contradiction_shown),
)
