"""Files that want memory, time or somebody else's data."""

from __future__ import annotations

from functools import cache

from tests.quizzes.interchange.zips import Member, build, overlapping

MANIFEST = (
    b'<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"><resources>'
    b'<resource type="imsqti_item_xmlv3p0" href="i.xml"/></resources></manifest>'
)
ITEM = (
    '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i">'
    "<qti-item-body>%s</qti-item-body></qti-assessment-item>"
)


def package(item: str | bytes) -> bytes:
    content = item if isinstance(item, bytes) else item.encode()
    return build(Member("imsmanifest.xml", MANIFEST), Member("i.xml", content, method=0))


def laughs() -> str:
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    return f'<!DOCTYPE a [<!ENTITY e0 "ha">{lines}]><a>&e12;</a>'


@cache
def attacks() -> dict[str, tuple[str, bytes]]:
    zeros = b"\0" * 80_000_000
    innermost = build(Member("x.xml", b"\0" * 4_000_000))
    inner = build(*(Member(f"{n}.zip", innermost, method=0) for n in range(200)))
    return {
        "billion laughs": ("qti", package(laughs())),
        "quadratic entity": ("qti", package(
            f'<!DOCTYPE a [<!ENTITY e "{"x" * 50_000}">]><a>{"&e;" * 50_000}</a>')),
        "outside entity": ("qti", package(
            '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///dev/zero">]><a>&e;</a>')),
        "xinclude": ("qti", package(ITEM % (
            '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'))),
        "deep": ("qti", package("<a>" * 100_000)),
        "long tag": ("qti", package(b"<a " + b"x" * 990_000)),
        "10 MB of XML": ("qti", package(ITEM % ("x" * 10_000_000))),
        "1 MB of words": ("qti", package(ITEM % ("[*_ " * 200_000))),
        "overlapping": ("qti", overlapping(250, 21_000_000)),
        "ratio": ("qti", build(Member("imsmanifest.xml", zeros))),
        "ratio of another file": ("qti", build(Member("a.bin", zeros))),
        "lying size": ("qti", build(Member("a.bin", zeros[:9_000_000], size=5))),
        "nested": ("qti", build(Member("inner.zip", inner))),
        "20,000 files": ("qti", build(*[Member(f"{n}.xml", method=0) for n in range(20_000)])),
        "10 MB of text": ("gift", b"Why? {=a ~b}\n\n" * 700_000),
        "one line": ("gift", b"{" * 900_000),
        "many braces": ("gift", b"{}" * 4_000 + b"\n\n" + b"::a" * 3_000),
        "broken tags": ("gift", b"<a <!-- &# " * 1_700 + b"{=a ~b}"),
        "brackets": ("gift", b"[markdown]" + b"![*a_`<" * 2_500 + b"{=a ~b}"),
    }  # fmt: skip
