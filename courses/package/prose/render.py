"""From an author's text to the HTML that learners get, with every problem told by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import translation
from markdown_it import MarkdownIt
from markdown_it.token import Token

from courses.package.drafts import SourceFile, check_reference
from courses.package.problems import Problems
from courses.package.prose import markdown
from courses.package.prose.clean import clean
from courses.package.prose.fences import check_frame, check_page
from courses.package.prose.notes import notes_html

LONGEST = 100_000
_short = markdown.short()


def render_lesson(
    source: SourceFile, text: str, problems: Problems, *, first_line: int, facts: Sequence[str]
) -> str:
    """Return the sanitised HTML of a reading lesson, with its sources at the foot."""
    check_frame(source.path, text, first_line, problems)
    with translation.override(source.context.language):
        html, cited = _render(markdown.full(), source, text, problems, first_line)
        return clean(html + notes_html(cited, facts, source.context.facts))


def render_page(source: SourceFile, text: str, problems: Problems, *, first_line: int) -> str:
    """Return the sanitised HTML of a page such as a job aid: speech, but no parts, no sources."""
    check_page(source.path, text, first_line, problems)
    return _without_sources(markdown.full(), source, text, problems, first_line)


def render_text(source: SourceFile, text: str, problems: Problems, *, line: int) -> str:
    """Return the sanitised HTML of a short text, such as a question: no containers, no sources."""
    return _without_sources(_short, source, text, problems, line)


def _without_sources(
    dialect: MarkdownIt, source: SourceFile, text: str, problems: Problems, line: int
) -> str:
    with translation.override(source.context.language):
        html, cited = _render(dialect, source, text, problems, line)
    if cited:
        problems.add(
            source.path,
            line,
            f"[{cited[0]}] has no foot to stand in here.",
            "Cite facts in reading lessons only.",
        )
    return clean(html)


def _render(
    dialect: MarkdownIt, source: SourceFile, text: str, problems: Problems, first_line: int
) -> tuple[str, list[str]]:
    if len(text) > LONGEST:
        problems.add(
            source.path, first_line, "The text is longer than 100,000 characters.", "Split it."
        )
        return "", []
    context = source.context
    env: dict[str, Any] = {"assets": context.assets, "asset_base": context.asset_base, "cited": []}
    tokens = dialect.parse(text, env)
    for line, token in _with_lines(tokens, first_line):
        _check(token, line, source, problems)
    return str(dialect.renderer.render(tokens, dialect.options, env)), env["cited"]


def _with_lines(tokens: Sequence[Token], first_line: int) -> Iterator[tuple[int, Token]]:
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        yield line, token
        for child in token.children or ():
            yield line, child
            line += child.type in {"softbreak", "hardbreak"}


def _check(token: Token, line: int, source: SourceFile, problems: Problems) -> None:
    if token.type in {"html_block", "html_inline"}:
        problems.add(source.path, line, "Raw HTML is not used in lessons.", "Write Markdown.")
    elif token.type == "heading_open" and token.tag not in {"h2", "h3", "h4"}:
        problems.add(source.path, line, "This heading has the wrong level.", "Use ##, ### or ####.")
    elif token.type == "fact_ref":
        check_reference(
            source.context.facts,
            token.content,
            what="fact",
            file=source.path,
            line=line,
            problems=problems,
        )
    elif token.type == "image":
        _check_image(token, line, source, problems)
    elif token.type == "link_open" and str(token.attrGet("href")).startswith("assets/"):
        problems.add(source.path, line, "A link cannot lead to a picture.", "Show it with ![…](…).")
    elif token.type == "text" and "](" in token.content:
        problems.add(
            source.path,
            line,
            "This link cannot be used.",
            "Links begin with https://, http:// or mailto:, pictures with assets/.",
        )


def _check_image(token: Token, line: int, source: SourceFile, problems: Problems) -> None:
    path = str(token.attrGet("src"))
    if not token.content.strip():
        problems.add(
            source.path, line, "The picture has no alternative text.", "Say in […] what it shows."
        )
    if path in source.context.assets:
        source.context.used_assets.add(path)
    else:
        check_reference(
            source.context.assets,
            path,
            what="picture",
            file=source.path,
            line=line,
            problems=problems,
        )
