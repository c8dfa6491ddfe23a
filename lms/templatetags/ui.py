"""The components of the design system that need more than a class; see /gallery/."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import lucide
from django import forms, template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from common.face import described, face_of
from common.tongues import tongue

register = template.Library()
register.simple_tag(tongue)

STYLESHEETS = (
    *("tokens", "base", "layout", "controls", "surfaces"),
    *("figures", "flow", "lesson", "learn", "print"),
)
TURNING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "list", "log-out", "undo-2"}
)
TONE_ICONS = {
    "good": "circle-check",
    "caution": "triangle-alert",
    "bad": "circle-alert",
    "info": "info",
}
TONES_OF_LEVELS = {"success": "good", "warning": "caution", "error": "bad"}
RING_LENGTH = 314.16


@register.simple_tag
@lru_cache(maxsize=1)
def stylesheets() -> SafeString:
    """Return the links to every stylesheet, in layer order."""
    urls = ((static(f"lms/css/{name}.css"),) for name in STYLESHEETS)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', urls)


@register.simple_tag
def site_name() -> str:
    """Return the product's name here; not from the context, which error pages lack."""
    return str(settings.SITE_NAME)


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    turning = " icon-turn" if name in TURNING else ""
    attributes: dict[str, object] = {"class": f"icon{turning}", "focusable": "false"}
    if label:
        attributes |= {"role": "img", "aria_label": label}
    else:
        attributes["aria_hidden"] = "true"
    svg = lucide._render_icon(name, 24, **attributes)  # noqa: SLF001 - the wheel has no public renderer
    return mark_safe(svg.replace("\n", "").replace(">  <", "><"))  # noqa: S308 - drawn by the wheel


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return a lucide icon as inline SVG, hidden from screen readers unless it has a label."""
    return _icon(str(name), str(label))


@register.filter
def tone(message: Message) -> str:
    """Return the tone of a flash message: info, good, caution or bad."""
    return TONES_OF_LEVELS.get(message.level_tag, "info")


@register.simple_tag
def tone_icon(kind: str = "info") -> SafeString:
    """Return the icon that stands for a tone."""
    return _icon(TONE_ICONS.get(kind, "info"), "")


@register.simple_tag
def language_name(language: str) -> str:
    """Return what a language is called in the reader's, or its tag when nobody knows it."""
    try:
        return str(get_language_info(language.lower())["name_translated"])
    except KeyError:
        return language


def _percent(value: float | str | None) -> int:
    return max(0, min(100, int(float(value or 0))))


@register.simple_tag
def bar(value: float | str | None, label: str = "", tone: str = "") -> SafeString:
    """Return a progress bar; the label is its text for those who do not see it."""
    percent = _percent(value)
    text = label or _("%(percent)s percent done") % {"percent": percent}
    return format_html(
        '<svg class="bar {}" role="img" aria-label="{}" focusable="false">'
        '<rect class="bar-track" width="100%" height="100%" rx="4"/>'
        '<rect class="bar-fill" width="{}%" height="100%" rx="4"/></svg>',
        tone, text, percent,
    )  # fmt: skip


@register.simple_tag
def ring(value: float | str | None, label: str = "", tone: str = "", size: str = "") -> SafeString:
    """Return a progress ring with the percentage inside."""
    percent = _percent(value)
    text = label or _("%(percent)s percent done") % {"percent": percent}
    arc = format_html(
        '<circle class="ring-fill" cx="60" cy="60" r="50" stroke-width="11" '
        'stroke-dasharray="{} {}" transform="rotate(-90 60 60)"/>',
        f"{RING_LENGTH * percent / 100:.1f}", RING_LENGTH,
    )  # fmt: skip
    return format_html(
        '<svg class="ring {} {}" viewBox="0 0 120 120" role="img" aria-label="{}">'
        '<circle class="ring-track" cx="60" cy="60" r="50" stroke-width="11"/>{}'
        '<text x="60" y="67">{}%</text></svg>',
        tone, size, text, arc if percent else "", percent,
    )  # fmt: skip


@register.simple_tag
def pill(tone: str, text: str, icon: str = "") -> SafeString:
    """Return a small state label: icon, word and color together."""
    return format_html(
        '<span class="pill {}">{}{}</span>',
        tone,
        _icon(icon or TONE_ICONS.get(tone, "circle"), ""),
        text,
    )


@register.simple_tag
def due(tone: str, text: str, detail: str = "", icon: str = "") -> SafeString:
    """Return a due label: state word with icon and color, the exact moment below it."""
    icons = {"good": "circle-check", "caution": "clock", "bad": "circle-alert"}
    drawn = _icon(icon or icons.get(tone, "calendar"), "")
    below = format_html("<small>{}</small>", detail) if detail else ""
    return format_html(
        '<span class="due {}">{}<strong>{}</strong>{}</span>', tone, drawn, text, below
    )


@register.simple_tag
def person_name(user: Any) -> str:
    """Return the name a person is greeted by, or the e-mail address when there is none."""
    return str(getattr(user, "display_name", "") or user.get_full_name() or user.email)


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    """Return the initial of a name in a circle."""
    return format_html('<span class="avatar {}" aria-hidden="true">{}</span>', size, str(name)[:1])


@register.inclusion_tag("components/_face.html")
def face(
    valence: float, arousal: float, label: str = "", size: str = "", name: str = ""
) -> dict[str, object]:
    """Return the context of a drawn face; without a label its features are told in words.

    With a name its parts have ids, so that a swap can move the old face into the new one.
    """
    drawn = face_of(valence, arousal)
    return {"face": drawn, "label": label or described(drawn), "size": size, "name": name}


@register.inclusion_tag("components/_field.html")
def field(bound: forms.BoundField) -> dict[str, object]:
    """Return the context of one form field with its label, help and errors."""
    return {"field": bound, "is_checkbox": isinstance(bound.field.widget, forms.CheckboxInput)}


@register.inclusion_tag("components/_error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, object]:
    """Return the context of the box that lists what a form still needs."""
    return {"form": form, "total": sum(len(errors) for errors in form.errors.values())}


@register.inclusion_tag("components/_pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, object]:
    """Return the context of the page links below a list."""
    numbers: Iterable[int | str] = page.paginator.get_elided_page_range(
        page.number, on_each_side=1, on_ends=1
    )
    return {"page": page, "numbers": numbers, "request": context["request"]}
