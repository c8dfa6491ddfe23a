"""The pictures on a certificate, as `data:` addresses."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

import segno

INK = "#17222e"
# A fixed mask: choosing the best of eight costs four times as much and no scanner needs it.
MASK = 3
DESIGNS = Path(__file__).parent / "designs"
PICTURES = Path(__file__).parents[1] / "static" / "certificates"


def qr_code(address: str) -> segno.QRCode:
    """Return the QR code of an address, readable with 15 % of it damaged."""
    return segno.make(address, error="m", micro=False, mask=MASK, boost_error=False)


def qr_picture(address: str) -> str:
    """Return the QR code as a picture, quiet zone included."""
    picture: str = qr_code(address).svg_data_uri(border=4, dark=INK, omitsize=True)
    return picture


@cache
def design_picture(name: str) -> str:
    """Return a picture that belongs to the design."""
    content = (PICTURES / f"{name}.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(content).decode("ascii")
