"""Rows of the wizard's pages: each field with what stands in it and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from practice.own_call.findings import Finding
from practice.own_call.shapes import CHOSEN, STEPS, Words, longest, missing
from practice.services.own_call.write import Written
from practice.views.own_call.words import ASKED, FINE, KINDS, STEP_TITLES, options_of, replacement


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why a page is shown again: by field, and what another page stored in between."""

    by_field: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    stored: Words = field(default_factory=dict)
    message: str = ""


def rows_of(names: Iterable[str], words: Words, trouble: Trouble) -> list[dict[str, Any]]:
    """Return the fields of a page in their order."""
    return [_row(name, words, trouble) for name in names]


def _row(name: str, words: Words, trouble: Trouble) -> dict[str, Any]:
    value, stored = words.get(name, ""), trouble.stored.get(name, "")
    asked = ASKED[name]
    return {
        "name": name,
        "label": asked.label,
        "help": asked.help,
        "rows": asked.rows,
        "value": value,
        "options": options_of(name) if name in CHOSEN else [],
        "longest": longest(name),
        "errors": trouble.by_field.get(name, []),
        "stored": stored if trouble.stored and stored != value else "",
    }


def trouble_of(written: Written, *, wanted: Iterable[str] = ()) -> Trouble:
    """Return what was held back, and which of the wanted fields still say nothing."""
    persona = written.words.get("persona", "")
    found: dict[str, list[dict[str, str]]] = {
        name: [told_of(one, persona) for one in findings]
        for name, findings in written.held_back.items()
    }
    for name in written.too_long:
        text = _("At most %(count)d characters fit here. Shorten it a little.")
        found.setdefault(name, []).append({"message": text % {"count": longest(name)}})
    for name in wanted:
        if not written.words.get(name) and name not in found:
            told = _("Choose one.") if name in CHOSEN else _("Write a few words here.")
            found[name] = [{"message": told}]
    return Trouble(by_field=found)


def told_of(finding: Finding, persona: str) -> dict[str, str]:
    """Return a finding in words: what it looks like, the quote, and what to write instead."""
    return {
        "message": str(KINDS[finding.kind][0]),
        "quote": finding.text,
        "instead": replacement(finding.kind, persona),
        "mark": "" if finding.is_hard else finding.mark,
        "fine": "" if finding.is_hard else str(FINE[finding.kind]),
    }


def steps_of(words: Words, current: str) -> list[dict[str, Any]]:
    """Return the wizard's steps: what is whole, and where the page stands."""
    return [
        {
            "key": key,
            "title": title,
            "is_current": key == current,
            "is_done": key in STEPS and not missing(words, key),
        }
        for key, title in STEP_TITLES.items()
    ]


def following(step: str) -> str | None:
    """Return the step after this one, None before the check."""
    names = list(STEPS)
    place = names.index(step) + 1
    return names[place] if place < len(names) else None
