"""How meters moved, as a drawing: points of lines on a fixed field, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice.selectors.runs.looking_back import Curve

WIDTH, HEIGHT, EDGE = 600, 180, 10
STYLES = ("", "second", "third")


@dataclass(frozen=True)
class Drawn:
    """One meter's line: its points, where it ends, and its numbers."""

    label: str
    style: str
    points: str
    dots: tuple[tuple[str, str], ...]
    first: int
    last: int
    max: int


@dataclass(frozen=True)
class Chart:
    """All lines, and the rows of the table that says the same: a turn and a value per line."""

    width: int
    height: int
    lines: tuple[Drawn, ...]
    rows: tuple[tuple[int, tuple[int, ...]], ...]


def drawn(curves: Sequence[Curve]) -> Chart | None:
    """Return the chart of up to three meters, or None where there is nothing to draw."""
    shown = [curve for curve in curves if len(curve.values) > 1][: len(STYLES)]
    if not shown:
        return None
    lines = tuple(_line(curve, style) for curve, style in zip(shown, STYLES, strict=False))
    rows = tuple(enumerate(zip(*(curve.values for curve in shown), strict=True)))
    return Chart(WIDTH, HEIGHT, lines, rows)


def _line(curve: Curve, style: str) -> Drawn:
    across = (WIDTH - 2 * EDGE) / (len(curve.values) - 1)
    span = max(1, curve.max - curve.min)
    dots = tuple(
        (
            f"{EDGE + across * place:.1f}",
            f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - curve.min) / span:.1f}",
        )
        for place, value in enumerate(curve.values)
    )
    return Drawn(
        label=curve.label,
        style=style,
        points=" ".join(",".join(dot) for dot in dots),
        dots=dots,
        first=curve.values[0],
        last=curve.values[-1],
        max=curve.max,
    )
