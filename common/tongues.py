"""Text in another language than the page around it: what its element has to say."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language


def tongue(language: str) -> SafeString:
    """Return the attributes of an element whose text is in that language; none for the page's."""
    return _attributes(language, get_language() or "")


@lru_cache(maxsize=256)
def _attributes(language: str, page: str) -> SafeString:
    if not language or language.lower() == page.lower():
        return SafeString("")
    is_rtl = language.lower().split("-")[0] in settings.LANGUAGES_BIDI
    return format_html(' lang="{}" dir="{}"', language, "rtl" if is_rtl else "ltr")
