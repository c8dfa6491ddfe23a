"""The pictures on a certificate, as operators of PDF that are ready to be drawn.

A picture that goes through SVG is written, parsed and drawn anew for each document, and that is
a fifth of the whole work; these are appended to the page as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import segno

INK = "#17222e"
# A fixed mask: choosing the best of eight costs four times as much and no scanner needs it.
MASK = 3
QUIET = 4
DESIGNS = Path(__file__).parent / "designs"
PICTURES = Path(__file__).parents[1] / "static" / "certificates"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A square picture; WeasyPrint takes it for one of its own images."""

    side: float
    operators: bytes

    def get_intrinsic_size(self, _: float, __: float) -> tuple[float, float, float]:
        """Return width, height and their ratio."""
        return self.side, self.side, 1

    def draw(self, stream: Any, width: float, height: float, _: Any) -> None:
        """Append the picture to the page, scaled to that size."""
        stream.transform(a=width / self.side, d=height / self.side)
        stream.stream.append(self.operators)


def qr_code(address: str) -> segno.QRCode:
    """Return the QR code of an address, readable with 15 % of it damaged."""
    return segno.make(address, error="m", micro=False, mask=MASK, boost_error=False)


def qr_picture(address: str) -> Drawing:
    """Return the QR code as a picture, quiet zone included."""
    matrix = qr_code(address).matrix
    red, green, blue = (part / 255 for part in bytes.fromhex(INK[1:]))
    drawn = [b"%.6f %.6f %.6f rg" % (red, green, blue)]
    for y, row in enumerate(matrix):
        drawn += [b"%d %d %d 1 re" % (x + QUIET, y + QUIET, width) for x, width in _runs(row)]
    return Drawing(len(matrix) + 2 * QUIET, b"\n".join([*drawn, b"f"]))


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Yield where each run of dark modules begins, and its length."""
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        yield start, end - start
        start = row.find(1, end)


@cache
def design_picture(name: str) -> Drawing:
    """Return a picture that belongs to the design: its SVG, drawn once for the process."""
    from weasyprint.images import SVGImage
    from weasyprint.pdf.stream import Stream

    tree = ElementTree.fromstring((PICTURES / f"{name}.svg").read_bytes())  # noqa: S314 - our own file
    side = float(tree.attrib["width"])
    states: dict[str, Any] = {"ExtGState": {}}
    page = Stream({}, (0, 0, side, side), states, {}, None, {}, None)
    SVGImage(tree, None, None, None).draw(page, side, side, None)
    if not set(states["ExtGState"]) <= {"A1.0", "a1.0"}:
        raise ValueError("a picture of a design must be opaque")
    # Opaque is how a page begins; naming that state would need it among the page's resources.
    return Drawing(side, b"\n".join(part for part in page.stream if not part.endswith(b" gs")))
