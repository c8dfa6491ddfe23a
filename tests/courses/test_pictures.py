"""A picture draws and does nothing else."""

from __future__ import annotations

import struct

import pytest

from courses.package.files.pictures import read_picture
from courses.package.problems import Problems

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def read(content: str | bytes, path: str = "assets/a.svg"):
    problems = Problems()
    raw = content.encode() if isinstance(content, str) else content
    return read_picture(path, raw, problems), [problem.reason for problem in problems]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<iframe src='https://evil.example'/>",
        "<style>@import 'https://evil.example/x.css'</style>",
        "<image href='https://evil.example/x.png'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<use href='https://evil.example/x.svg#a'/>",
        "<use xlink:href='other.svg#a'/>",
        "<use href='data:image/svg+xml,x#a'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<handler type='text/javascript'>alert(1)</handler>",
        "<path onload='alert(1)' d='M0 0'/>",
        "<path ONCLICK='alert(1)' d='M0 0'/>",
        "<path style='fill:red'/>",
        "<path fill='url(https://evil.example/x#a)'/>",
        "<path fill='URL(//evil.example)'/>",
        "<path fill='u\\72l(//evil.example)'/>",
        "<path fill='url(#ok) url(https://evil.example)'/>",
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        "<g>" * 100 + "</g>" * 100,
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
    ],
)
def test_whatever_acts_or_leads_out_is_refused(inside):
    picture, reasons = read(f"<svg {NS} viewBox='0 0 4 4'>{inside}</svg>")
    assert picture is None
    assert len(reasons) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE svg SYSTEM 'https://evil.example/x.dtd'><svg/>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        "<svg/>",  # no namespace, so it is not a picture
        f"<g {NS}/>",
        "<svg",
        "",
        "\x00\x01",
        f"<svg {NS}/>",  # no size
        f"<svg {NS} viewBox='0 0 nan nan'/>",
        f"<svg {NS} viewBox='0 0 1e9 1e9'/>",
        f"<svg {NS} width='100000' height='1'/>",
        f"<svg {NS} width='{'9' * 400}' height='1'/>",
        f"<svg {NS} viewBox='0 0 4 4'/><svg/>",
        "<?xml version='1.0' encoding='utf-7'?><svg/>",
    ],
)
def test_what_is_no_usable_picture_is_refused(text):
    assert read(text)[0] is None


def test_a_drawing_passes_with_its_size():
    drawing = (
        f"<svg {NS} viewBox='0 0 48 32'><title>t</title><defs><linearGradient id='g'/></defs>"
        "<rect fill='url(#g)' width='4' height='4'/><use xlink:href='#g'/></svg>"
    )
    picture, reasons = read(drawing)
    assert (picture.width, picture.height, reasons) == (48, 32, [])


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * 20


def test_a_png_is_known_by_its_content():
    assert read(png(30, 20), "assets/a.png")[0].width == 30
    for bad in (b"", b"\x89PNG", png(0, 5), png(5, 9000), b"<svg/>" * 20):
        assert read(bad, "assets/a.png")[0] is None
