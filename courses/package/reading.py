"""The lesson kind `reading`: YAML front matter, then Markdown."""

from __future__ import annotations

from courses.package.drafts import LessonDraft, SourceFile, check_reference, lesson_draft
from courses.package.problems import Problems
from courses.package.prose.render import render_lesson
from courses.package.schema import our_schema, read_fields


def front_matter(source: SourceFile, problems: Problems) -> tuple[str, str, int] | None:
    """Return front matter, body and the body's first line, or None after noting what is missing."""
    lines = source.text.split("\n")  # as editors and Markdown count them
    fence = [place for place, line in enumerate(lines) if line.rstrip() == "---"]
    if len(fence) < 2 or fence[0] != 0:
        problems.add(
            source.path,
            1,
            "The lesson does not begin with its fields.",
            "Begin with a line “---”, the fields, and “---” again.",
        )
        return None
    end = fence[1]
    return "\n".join([*lines[1:end], ""]), "\n".join(lines[end + 1 :]), end + 2


def read_reading(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a reading lesson with its HTML, or None after noting every problem."""
    parts = front_matter(source, problems)
    if parts is None:
        return None
    head, body, first_line = parts
    fields = read_fields(source.path, head, our_schema("reading"), problems, first_line=2)
    listed: list[str] = list(fields.value.get("facts", [])) if fields else []
    for place, fact in enumerate(listed):
        check_reference(
            source.context.facts,
            fact,
            what="fact",
            file=source.path,
            line=fields.line("facts", place) if fields else 1,
            problems=problems,
        )
    html = render_lesson(source, body, problems, first_line=first_line, facts=listed)
    return lesson_draft(source, fields, problems, html=html) if fields else None
