"""The fonts that certificates are set in: they come by wheel, and no other font is ever used.

Fontconfig reads `FONTCONFIG_FILE` once, when Pango first asks for a font; so WeasyPrint is
imported through `certificates.rendering.press` only, which calls `install` before.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape

import structlog
from django.conf import settings
from fontTools.ttLib import TTFont

from certificates.rendering.cuts import NoCutter, cut
from common.errors import EnvironmentFault

log = structlog.get_logger(__name__)

_SERIF = ("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf")
_ITALIC = ("fontpkg_noto_serif", "files/NotoSerif-Italic[wdth,wght].ttf")
_SANS = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
_ARABIC = ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf")
_DEVANAGARI = ("fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf")
_THAI = ("fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf")
_CJK = ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf")

# In the order in which they are tried; the first holds nearly every name of the Latin world.
_COVERAGE = (_SERIF, _ARABIC, _DEVANAGARI, _THAI, _CJK)
_CUTS = (
    (_SERIF, 400), (_SERIF, 600), (_ITALIC, 400), (_SANS, 400), (_SANS, 600), (_ARABIC, 400),
    (_DEVANAGARI, 400), (_THAI, 400),
)  # fmt: skip
# Joiners steer shaping and need no glyph of their own.
_WITHOUT_GLYPH = frozenset("\u200c\u200d")

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def _file(source: tuple[str, str]) -> Path:
    package, name = source
    return Path(str(resources.files(package))) / name


def _write(target: Path, content: bytes) -> None:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(target)


def _cut_all(folder: Path) -> None:
    for source, weight in _CUTS:
        origin = _file(source)
        target = folder / f"{origin.stem.split('[')[0]}-{weight}.ttf"
        if not target.exists():
            _write(target, cut(origin.read_bytes(), {"wght": weight, "wdth": 100}))


def _folders(home: Path) -> list[Path]:
    cuts = home / "cuts"
    cuts.mkdir(parents=True, exist_ok=True)
    try:
        _cut_all(cuts)
    except NoCutter as error:
        log.warning("certificate_fonts_not_cut", reason=str(error))
        return sorted({_file(source).parent for source in (_SANS, *_COVERAGE)})
    return [cuts, _file(_CJK).parent]


def install() -> Path:
    """Write the configuration that names our fonts only, and point fontconfig to it.

    Raises EnvironmentFault when the disk refuses (full, read-only): then the work waits.
    """
    try:
        return _install()
    except OSError as error:
        raise EnvironmentFault("the folder of the fonts cannot be written") from error


def _install() -> Path:
    versions = "".join(str(_file(source)) for source, _ in _CUTS)
    home = Path(settings.DATA_DIR) / "fonts" / hashlib.sha256(versions.encode()).hexdigest()[:12]
    text = _CONFIGURATION.format(
        folders="\n".join(f"  <dir>{escape(str(folder))}</dir>" for folder in _folders(home)),
        cache=escape(str(home / "cache")),
    )
    target = home / "fonts.conf"
    if not target.exists() or target.read_text() != text:
        _write(target, text.encode())
    os.environ["FONTCONFIG_FILE"] = str(target)
    return target


@cache
def _characters(source: tuple[str, str]) -> frozenset[int]:
    with TTFont(_file(source), lazy=True) as font:
        return frozenset(font.getBestCmap())


def without_glyph(text: str) -> list[str]:
    """Return the characters of the text that no shipped font can draw, in order."""
    missing = {ord(letter) for letter in text if letter not in _WITHOUT_GLYPH}
    for source in _COVERAGE:
        if not missing:
            break
        missing -= _characters(source)
    return [chr(code) for code in sorted(missing)]
