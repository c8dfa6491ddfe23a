"""The map of a course as plain text, for terminals and build servers."""

from __future__ import annotations

from collections.abc import Iterator

from courses.course_map import LEVELS, CourseMap, Gap, Line, ModuleMap

WIDTH = 58
TOLD = {
    Gap.NO_LESSON: "no lesson names it. List it under “objectives” of the lesson that teaches it.",
    Gap.NO_QUESTION: "no question asks for it. Write one, or say “assessed: no” in module.yaml.",
    Gap.BANK_TOO_SMALL: "an attempt draws more questions on it than there are.",
    Gap.ASKED_AFTER_ALL: "module.yaml says “assessed: no”, but questions ask for it.",
}


def as_text(found: CourseMap) -> str:
    """Return the map as lines of text, with everything that is missing at the end."""
    return "\n".join(_lines(found))


def _lines(found: CourseMap) -> Iterator[str]:
    yield found.title
    for module in found.modules:
        yield from _module(module)
    types = ", ".join(f"{count} {name}" for name, count in sorted(found.types.items()))
    yield ""
    yield f"{found.bank} questions: {types or 'none'}."
    levels = ", ".join(f"{level} {count}" for level, count in found.counts.items())
    yield f"Bloom levels: {levels}."
    for line, gap in found.gaps:
        yield f"Gap: {line.objective.id}: {TOLD[gap]}"
    if not found.gaps:
        yield "Every objective has a lesson, and a question unless the plan shows it."


def _module(module: ModuleMap) -> Iterator[str]:
    yield ""
    yield f"{module.key} {module.title} (bank {module.bank}, an attempt asks {module.draw})"
    yield f"  {'':6} {'':2} {'':{WIDTH}} {'lessons':>7} {' '.join(f'{x:>3}' for x in LEVELS)} drawn"
    for line in module.lines:
        yield _line(line)


def _line(line: Line) -> str:
    text = line.objective.text
    shown = text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
    counts = " ".join(f"{line.counts[level] or '·':>3}" for level in LEVELS)
    if not line.objective.assessed:
        drawn = "shown by the plan"
    elif line.drawn is None:
        drawn = f"in turns of {line.bank}"
    else:
        drawn = f"{line.drawn} of {line.bank}"
    lessons = len(line.taught_in)
    objective = line.objective
    return f"  {objective.id:6} {objective.level:2} {shown:{WIDTH}} {lessons:>7} {counts} {drawn}"
