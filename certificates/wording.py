"""What a certificate says: completion facts become a frozen payload of plain text. Pure."""

from __future__ import annotations

import calendar
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext, pgettext

from people.names import clean

FORMAT = "attune-certificate/1"
OUTCOMES_AT_MOST = 6
OUTCOME_LETTERS_AT_MOST = 620


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is true at the moment of issue."""

    holder_name: str
    organization: str
    signatory_name: str
    signatory_title: str
    course_title: str
    version_number: int
    language: str
    modules: tuple[str, ...]
    outcomes: tuple[str, ...]
    completed_on: date
    issued_on: date
    expires_on: date | None
    has_passed_quizzes: bool


def freeze(facts: Facts) -> dict[str, Any]:
    """Return everything the certificate says, as plain JSON in the certificate's language."""
    with translation.override(facts.language):
        return {
            "format": FORMAT,
            "language": facts.language,
            "holder_name": clean(facts.holder_name),
            "organization": clean(facts.organization),
            "signatory_name": clean(facts.signatory_name),
            "signatory_title": clean(facts.signatory_title),
            "course_title": clean(facts.course_title),
            "version_number": facts.version_number,
            "modules": [clean(title) for title in facts.modules],
            "outcomes": _that_fit(facts.outcomes),
            "extent": _extent(facts),
            "completed_on": facts.completed_on.isoformat(),
            "completed_text": _date(facts.completed_on),
            "issued_on": facts.issued_on.isoformat(),
            "issued_text": _date(facts.issued_on),
            "expires_on": facts.expires_on.isoformat() if facts.expires_on else None,
            "expires_text": _date(facts.expires_on) if facts.expires_on else "",
        }


def sha256(payload: dict[str, Any]) -> str:
    """Return the hash of the payload in its canonical form."""
    canonical = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _date(day: date) -> str:
    # Translators: how a date stands on a certificate; see Django's date format letters.
    return format_date(day, pgettext("date on a certificate", "j F Y"))


def _that_fit(outcomes: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for outcome in map(clean, outcomes[:OUTCOMES_AT_MOST]):
        if sum(map(len, found)) + len(outcome) > OUTCOME_LETTERS_AT_MOST:
            break
        found.append(outcome)
    return found


def _extent(facts: Facts) -> str:
    count = len(facts.modules)
    words = {"count": apnumber(count), "date": _date(facts.completed_on)}
    if count == 0:
        return gettext("on %(date)s.") % words
    if facts.has_passed_quizzes:
        return (
            ngettext(
                "its one module, with the quiz passed, on %(date)s.",
                "all %(count)s modules, with every module quiz passed, on %(date)s.",
                count,
            )
            % words
        )
    return (
        ngettext("its one module, on %(date)s.", "all %(count)s modules, on %(date)s.", count)
        % words
    )
