"""Pictures of answers, drawn as inline SVG; the words beside them say the same."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quizzes.question_types.feeling import SURE
from quizzes.question_types.rate import STEPS

register = template.Library()

FIRST, APART, LINE = 16, 52, 20


def _at(step: int) -> int:
    return FIRST + APART * (step - 1)


@register.simple_tag
def scale(given: int | None, expected: int | None) -> SafeString:
    """Return the scale of a rating: a dot for one's own step, a diamond for the experts'."""
    ticks = format_html_join(
        "", '<circle class="scale-tick" cx="{}" cy="{}" r="3"/>', ((_at(n), LINE) for n in STEPS)
    )
    own = expert = SafeString("")
    if expected:
        expert = format_html(
            '<rect class="scale-expert" x="{}" y="{}" width="20" height="20" '
            'transform="rotate(45 {} {})"/>',
            _at(expected) - 10, LINE - 10, _at(expected), LINE,
        )  # fmt: skip
    if given:
        own = format_html('<circle class="scale-own" cx="{}" cy="{}" r="7"/>', _at(given), LINE)
    return format_html(
        '<svg class="scale" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<path class="scale-line" d="M{} {}H{}"/>{}{}{}</svg>',
        2 * FIRST + APART * (len(STEPS) - 1), 2 * LINE, FIRST, LINE, _at(len(STEPS)), ticks,
        expert, own,
    )  # fmt: skip


@register.filter
def sureness(word: str) -> str:
    """Return the words for a certainty."""
    return str(SURE[word])
