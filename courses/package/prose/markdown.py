"""Our dialect of Markdown: CommonMark with tables, containers and fact references, no raw HTML."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.container import container_plugin

from courses.package.prose import labels
from courses.package.prose.fences import NAMES

Env = MutableMapping[str, Any]
_FACT = re.compile(r"\[(F[0-9]+\.[0-9]+)\](?![(\[])")
_LINK = re.compile(r"(https?://[^/\\\s]|mailto:[^/\\\s]|#[\w.-]+\Z|assets/)", re.IGNORECASE)


@cache
def full() -> MarkdownIt:
    """Return the dialect of reading lessons."""
    dialect = short()
    for name in NAMES:
        container_plugin(dialect, name, render=_container)
    return dialect


def short() -> MarkdownIt:
    """Return the dialect of short texts, such as a question: no containers."""
    # html=True makes raw HTML a token of its own, which is told to the author and shown as text.
    dialect = MarkdownIt("commonmark", {"html": True}).enable("table")
    dialect.validateLink = lambda url: bool(_LINK.match(url))  # type: ignore[method-assign]
    dialect.inline.ruler.before("link", "fact_ref", _read_fact_ref)
    for name, rule in (
        ("html_block", _as_text),
        ("html_inline", _as_text),
        ("image", _image),
        ("fact_ref", _fact_ref),
        ("table_open", _table_open),
        ("table_close", _table_close),
    ):
        dialect.add_render_rule(name, rule)
    return dialect


def _table_open(
    _self: RendererHTML, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: Env
) -> str:
    # A wide table scrolls by itself on a phone, so a keyboard must be able to reach it.
    label = escape(labels.TABLE)
    return f'<div class="table-scroll" tabindex="0" role="group" aria-label="{label}">\n<table>\n'


def _table_close(
    _self: RendererHTML, _tokens: Sequence[Token], _place: int, _options: OptionsDict, _env: Env
) -> str:
    return "</table>\n</div>\n"


def _read_fact_ref(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's form
    found = _FACT.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")  # the mark hangs on the word before it
        state.push("fact_ref", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _as_text(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    return escapeHtml(tokens[place].content)


def _image(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, env: Env
) -> str:
    token = tokens[place]
    asset = env["assets"].get(token.attrGet("src"))
    if asset is None:
        return escapeHtml(token.content)
    return (
        f'<img src="{escape(env["asset_base"])}/{asset.path.removeprefix("assets/")}"'
        f' alt="{escapeHtml(token.content)}" width="{asset.width}" height="{asset.height}"'
        ' loading="lazy" decoding="async">'
    )


def _fact_ref(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, env: Env
) -> str:
    name, cited = tokens[place].content, env["cited"]
    first = name not in cited
    if first:
        cited.append(name)
    number = cited.index(name) + 1
    anchor = f' id="ref-{name}"' if first else ""
    label = escape(str(labels.SOURCE) % {"number": number})
    link = f'<a href="#fact-{name}" aria-label="{label}">{number}</a>'
    return f'<sup class="fact-ref"{anchor}>{link}</sup>'


def _container(
    _self: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: Env
) -> str:
    token = tokens[place]
    name = token.type.removeprefix("container_").rsplit("_", 1)[0]
    if token.nesting == -1:
        return f"</{_element(name)}>\n"
    words = token.info.strip().removeprefix(name).strip()
    return _opening(name, words) + "\n"


def _element(name: str) -> str:
    return {"feedback": "details", "customer": "div", "agent": "div", "contradiction": "aside"}.get(
        name, "section"
    )


def _opening(name: str, words: str) -> str:
    if name == "feedback":
        summary = escape(words or labels.FEEDBACK)
        return f'<details class="part part-feedback"><summary>{summary}</summary>'
    if name == "customer":
        customer = escape(words or labels.CUSTOMER)
        return f'<div class="line customer"><span class="speaker">{customer}</span>'
    if name == "agent":
        speaker = f'<span class="speaker">{escape(words)}</span>' if words else ""
        group = "" if words else f' role="group" aria-label="{escape(labels.AGENT)}"'
        return f'<div class="line agent"{group}>{speaker}'
    if name == "contradiction":
        # A note, not a landmark: it may stand inside a part.
        label = escape(words or labels.CONTRADICTION)
        return f'<aside class="contradiction" role="note" aria-label="{label}">'
    label = escape(words or labels.PARTS[name])
    return f'<section class="part part-{name}" aria-label="{label}">'
