"""The foot of a lesson: what is known about each fact, how, and with which limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import escape

from courses.package.drafts import Fact
from courses.package.prose import labels


def notes_html(cited: Sequence[str], listed: Sequence[str], facts: Mapping[str, Fact]) -> str:
    """Return the cited sources by number, then those only listed; empty when there are none."""
    names = list(dict.fromkeys([*cited, *listed]))
    known = [found for found in map(facts.get, names) if found]
    if not known:
        return ""
    notes = "\n".join(
        _note(number, fact, is_cited=fact.id in cited) for number, fact in enumerate(known, start=1)
    )
    heading = escape(labels.FACTS)
    opening = f'<section class="facts" aria-label="{heading}"><h2>{heading}</h2>'
    return f"{opening}<ol>{notes}</ol></section>"


def _note(number: int, fact: Fact, *, is_cited: bool) -> str:
    label = escape(labels.BACK)
    back = f' <a href="#ref-{fact.id}" aria-label="{label}">↩</a>' if is_cited else ""
    doi = ""
    if fact.doi:
        doi = f' <a href="https://doi.org/{escape(fact.doi)}">doi:{escape(fact.doi)}</a>'
    return (
        f'<li id="fact-{fact.id}"><p><strong>{number}.</strong> {escape(fact.claim)}{back}</p>'
        f"<p><em>{escape(labels.EVIDENCE.get(fact.kind, ''))}</em> {escape(fact.limits)}</p>"
        f"<p><cite>{escape(fact.citation)}</cite>{doi}</p></li>"
    )
