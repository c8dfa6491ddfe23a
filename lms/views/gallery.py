"""Every component of the design system with an example, for people who build pages."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import public

DIRECTIONS = frozenset({"ltr", "rtl"})
THEMES = frozenset({"light", "dark"})


@dataclass(frozen=True)
class Link:
    """What navigation, tabs, crumbs and steps ask of their entries."""

    label: str
    url: str = "#"
    is_current: bool = False
    count: int | None = None


class GalleryForm(forms.Form):
    """A field of each kind, filled in with two mistakes."""

    email = forms.EmailField(label="Work email", help_text="Where reminders go.")
    department = forms.ChoiceField(
        label="Department", choices=[("bookings", "Bookings"), ("parcels", "Parcels")]
    )
    due_on = forms.DateField(
        label="Due date", widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )
    note = forms.CharField(
        label="Note for the learner", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    channel = forms.ChoiceField(
        label="How do customers reach you?",
        widget=forms.RadioSelect,
        choices=[("phone", "By phone"), ("chat", "By chat")],
    )
    remind = forms.BooleanField(label="Remind me a week before", required=False)


def _examples(request: HttpRequest) -> dict[str, object]:
    return {
        "form": GalleryForm({"email": "dana@", "department": "bookings", "channel": "phone"}),
        "navigation": [Link("Today", is_current=True), Link("Courses"), Link("Certificates")],
        "crumbs": [Link("Assign"), Link("Empathy in customer service")],
        "steps": [Link("Curriculum"), Link("Audience"), Link("Dates"), Link("Review")],
        "tabs": [Link("Overdue", count=3, is_current=True), Link("Due soon", count=12)],
        "page": Paginator(range(240), 20).get_page(request.GET.get("page", "4")),
        "heat": HEAT,
        "remarks": REMARKS,
        "faces": FACES,
    }  # fmt: skip


HEAT = [
    ("Bookings", [("l4", 100, "29 of 29"), ("l3", 86, "25 of 29"), ("l2", 62, "18 of 29")]),
    ("Parcels", [("l3", 92, "24 of 26"), ("l1", 38, "10 of 26"), ("l0", 12, "3 of 26")]),
]

FACES = [
    [(valence, arousal) for valence in (-1, -0.5, 0, 0.5, 1)] for arousal in (1, 0.5, 0, -0.5, -1)
]
REMARKS = [
    {
        "file": "modules/m1-foundations/l1-1.md", "line": 5, "mend": "Did you mean “minutes”?",
        "reason": "“minuts” is not a field here.",
        "excerpt": [
            {"number": 4, "text": "title: Half and half"},
            {"number": 5, "text": "minuts: 6", "is_meant": True},
        ],
    },
    {
        "file": "modules/m1-foundations/l1-2.md", "line": 31, "code": "C103", "severity": "warning",
        "reason": "This sentence has 38 words.", "mend": "Make two of it.",
    },
    {
        "file": "modules/m1-foundations/l1-2.md", "line": 1, "code": "C204", "severity": "hint",
        "reason": "About 13 % of the sentences look passive.", "mend": "Say who does it.",
    },
]  # fmt: skip


@require_safe
@public("examples only, and only outside production")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; `?theme=dark` and `?dir=rtl` force a theme and a direction."""
    if not settings.IS_DEMO:
        raise Http404
    theme, direction = request.GET.get("theme", ""), request.GET.get("dir", "")
    context = _examples(request) | {
        "theme": theme if theme in THEMES else "",
        "direction": direction if direction in DIRECTIONS else "ltr",
    }
    return render(request, "lms/gallery/index.html", context)
