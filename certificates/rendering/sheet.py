"""From the frozen payload to what the template sets: sizes and directions by rule."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info

from certificates import codes

# (widest, in tenths of a Latin letter; the size's class). Beyond the last nothing is printed.
_NAME_SIZES = ((225, "grand"), (300, "large"), (520, "medium"), (1000, "small"), (2200, "tiny"))
_TITLE_SIZES = ((480, "large"), (1400, "medium"), (4000, "small"))
_MODULE_LETTERS_AT_MOST = 165
_OUTCOMES_WHEN_TIGHT = 4
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One certificate as the template needs it."""

    payload: dict[str, Any]
    code_lines: tuple[str, str]
    address: str
    address_text: str
    direction: str
    name_direction: str
    name_size: str
    title_size: str
    is_tight: bool
    module_line: str
    outcome_columns: tuple[tuple[str, ...], ...]


def lay_out(*, payload: dict[str, Any], code: str, site_url: str) -> Sheet:
    """Return the sheet for a payload and its code."""
    name_size = _size(payload["holder_name"], _NAME_SIZES)
    title_size = _size(payload["course_title"], _TITLE_SIZES)
    is_tight = name_size in {"small", "tiny"} or title_size != "large"
    outcomes = tuple(payload["outcomes"])
    is_rtl = get_language_info(payload["language"])["bidi"]
    shown = codes.display(code)
    return Sheet(
        payload=payload,
        code_lines=(shown[:19], shown[20:]),
        address=f"{site_url}/v/{code}/",
        address_text=f"{site_url.split('://', 1)[-1]}/v/",
        direction="rtl" if is_rtl else "ltr",
        name_direction=_direction(payload["holder_name"]),
        name_size=name_size,
        title_size=title_size,
        is_tight=is_tight,
        module_line=_module_line(payload["modules"]),
        outcome_columns=_columns(outcomes[:_OUTCOMES_WHEN_TIGHT] if is_tight else outcomes),
    )


def _module_line(modules: list[str]) -> str:
    line = " · ".join(modules)
    return line if len(modules) > 1 and len(line) <= _MODULE_LETTERS_AT_MOST else ""


def _columns(outcomes: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    half = (len(outcomes) + 1) // 2
    return (outcomes[:half], outcomes[half:]) if half < len(outcomes) else (outcomes,)


def _width(text: str) -> int:
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 18 if unicodedata.east_asian_width(letter) in {"W", "F"} else 10


def _size(text: str, sizes: tuple[tuple[int, str], ...]) -> str:
    width = _width(text)
    return next((name for widest, name in sizes if width <= widest), sizes[-1][1])


def _direction(text: str) -> str:
    strong = (unicodedata.bidirectional(letter) for letter in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"
