"""The one place that makes PDFs of certificates."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree

from django.template.loader import get_template
from django.utils import translation

from certificates.rendering import fonts, pictures
from certificates.rendering.pictures import Drawing
from certificates.rendering.sheet import Sheet

DESIGN = "arcs-1"


class Unprintable(Exception):
    """This certificate cannot be made into a PDF as it should be; it is not made at all."""


@dataclass(frozen=True)
class Tools:
    """What one process shares between all its certificates."""

    fonts: Any
    styles: tuple[Any, ...]
    page: Any


@cache
def tools(design: str) -> Tools:
    """Return what one process shares between all its certificates of a design."""
    fonts.install()
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    # One for the process: each new one leaks memory, and parsing styles costs as much as a page.
    configuration = FontConfiguration()
    styles = CSS(string=(pictures.DESIGNS / f"{design}.css").read_text(), font_config=configuration)
    # What is loaded by now stays for good: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    return Tools(configuration, (styles,), _page_class())


def _page_class() -> Any:
    """Return the library's page, for our own designs: few elements, all of them well-formed."""
    from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
    from weasyprint import CSS, HTML

    elements = CSS(string=(pictures.DESIGNS / "elements.css").read_text())

    class Page(HTML):  # type: ignore[misc]  # WeasyPrint is untyped
        def __init__(self, string: str, url_fetcher: Any) -> None:
            # Expat reads well-formed text eight times faster than a parser of any HTML would.
            root = ElementTree.fromstring(string)  # noqa: S314 - our template, texts escaped
            self.base_url, self.media_type, self.url_fetcher = None, "print", url_fetcher
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 - theirs
            return [elements]

    return Page


def embeds_fonts_fast() -> bool:
    """Return whether the library that embeds fonts five times faster is there."""
    fonts.install()
    from weasyprint.pdf.fonts import harfbuzz_subset

    return harfbuzz_subset is not None


def page(sheet: Sheet, *, design: str = DESIGN) -> tuple[str, dict[str, Drawing]]:
    """Return the HTML of a certificate and the pictures that it names."""
    shown = {
        "picture:arcs": pictures.design_picture(design),
        "picture:qr": pictures.qr_picture(sheet.address),
    }
    with translation.override(sheet.payload["language"]):
        html = get_template(f"certificates/designs/{design}.html").render(
            {"sheet": sheet, "certificate": sheet.payload}
        )
    return html, shown


def _spell_name(name: str) -> Callable[[Any, Any], None]:
    """Return a finisher that puts the name itself on the heading: shaped glyphs are not letters.

    In Indic scripts one glyph stands for several letters in another order; whoever reads the
    document aloud or copies the name needs the letters.
    """
    import pydyf  # type: ignore[import-untyped]

    def finish(_: Any, pdf: Any) -> None:
        for found in pdf.objects:
            if isinstance(found, pydyf.Dictionary) and found.get("S") == "/H1":
                found["ActualText"] = pydyf.String(name)

    return finish


def to_pdf(
    html: str,
    *,
    shown: Mapping[str, Drawing],
    identifier: bytes,
    design: str = DESIGN,
    heading: str = "",
) -> bytes:
    """Return the PDF of one page of HTML; raises Unprintable when anything is not right."""
    shared = tools(design)
    from weasyprint.urls import FatalURLFetchingError

    from certificates.rendering.fetcher import DenyAll

    fetcher = DenyAll()
    try:
        document = shared.page(string=html, url_fetcher=fetcher).render(
            stylesheets=shared.styles,
            font_config=shared.fonts,
            pdf_variant="pdf/ua-1",
            cache=dict(shown),
        )
        if len(document.pages) != 1:
            raise Unprintable("the text does not fit on one page")
        content: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=_spell_name(heading)
        )
    except FatalURLFetchingError as error:  # not an Exception: nothing else would catch it
        raise Unprintable("something from outside was asked for") from error
    except ElementTree.ParseError as error:
        raise Unprintable("the page is not well-formed") from error
    if fetcher.denied:
        raise Unprintable("something from outside was asked for")
    return content


def print_certificate(sheet: Sheet, *, identifier: bytes, design: str = DESIGN) -> bytes:
    """Return the PDF of a certificate, the same bytes in every process of the same release."""
    missing = fonts.without_glyph("".join(_texts(sheet.payload)))
    if missing:
        listed = ", ".join(f"U+{ord(letter):04X}" for letter in missing[:5])
        raise Unprintable(f"no shipped font draws {listed}")
    html, shown = page(sheet, design=design)
    return to_pdf(
        html,
        shown=shown,
        identifier=identifier,
        design=design,
        heading=sheet.payload["holder_name"],
    )


def _texts(payload: dict[str, Any]) -> list[str]:
    texts: list[str] = []
    for value in payload.values():
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, list):
            texts.extend(value)
    return texts
