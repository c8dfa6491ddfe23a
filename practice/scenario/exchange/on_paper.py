"""The facilitator's script as one file of HTML, to print or to hand on."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from practice.scenario.exchange.script import script_of
from practice.scenario.shapes import Scenario

_STYLE = Path(__file__).parents[2] / "static" / "practice" / "script.css"


def printed_alone(scenario: Scenario) -> str:
    """Return the script with its looks inside, so that it needs nothing from a server."""
    style = mark_safe(_STYLE.read_text(encoding="utf-8"))  # noqa: S308 - a file of the product
    context = {
        "script": script_of(scenario),
        "style": format_html("<style>{}</style>", style),
    }
    return render_to_string("practice/script/alone.html", context)
