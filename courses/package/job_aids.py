"""Job aids: a page of Markdown that somebody prints and keeps at the desk."""

from __future__ import annotations

from courses.package.drafts import JobAidDraft, SourceFile
from courses.package.problems import Problems
from courses.package.prose.render import render_page
from courses.package.reading import front_matter
from courses.package.schema import our_schema, read_fields

LONGEST = 6000


def read_job_aid(source: SourceFile, problems: Problems) -> JobAidDraft | None:
    """Return the draft of a job aid with its HTML, or None after noting every problem."""
    parts = front_matter(source, problems)
    if parts is None:
        return None
    head, body, first_line = parts
    fields = read_fields(source.path, head, our_schema("job-aid"), problems, first_line=2)
    if len(body) > LONGEST:
        problems.add(
            source.path, first_line, "A job aid is one page; this one is longer.",
            "Cut it to what helps at the desk, or make two of it.",
        )  # fmt: skip
    html = render_page(source, body, problems, first_line=first_line)
    return JobAidDraft(path=source.path, **fields.value, html=html) if fields else None
