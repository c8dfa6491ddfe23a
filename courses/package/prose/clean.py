"""The last gate: only the tags, attributes and classes that our own renderer writes pass."""

from __future__ import annotations

import nh3

_WRITTEN = (
    "section details summary aside div span sup p h2 h3 h4 ul ol li strong em code pre blockquote "
    "br hr cite a img table thead tbody tr th td"
)
_TAGS = set(_WRITTEN.split())
_ATTRIBUTES = {
    "*": {"aria-label", "role", "id"},
    "div": {"tabindex"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
}
_CLASSES = {
    "section": {"part", "facts"}
    | {f"part-{name}" for name in ("hook", "principle", "example", "contrast", "faded", "try")}
    | {"part-takeaway"},
    "details": {"part", "part-feedback"},
    "div": {"line", "customer", "agent", "table-scroll"},
    "span": {"speaker"},
    "aside": {"contradiction"},
    "sup": {"fact-ref"},
}


def clean(html: str) -> str:
    """Return the HTML without anything that a lesson has no use for."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
