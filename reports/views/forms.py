"""What to report, for whom, over which days and why; forms only validate."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from audit.verbs import Verb
from courses.models import Course
from curricula.due_dates import LATEST
from curricula.selectors.choices import department_choices
from people.roles import Permission
from people.viewer import Viewer
from reports.selectors.plan import EARLIEST, Wish, kinds_for
from reports.selectors.trail import Filters
from reports.services.request import LONGEST_REASON
from reports.views.words import VERBS

YEAR = dt.timedelta(days=365)
_AS_TYPED = ("person", "target", "first_on", "last_on", "before")
_KNOWN_DAYS = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReportForm(forms.Form):
    """Offers only what lies in the viewer's scope; `wish()` is what was filled in."""

    kind = forms.ChoiceField(label=_("Report"), widget=forms.RadioSelect)
    department = forms.ChoiceField(label=_("Whom"), required=False)
    course = forms.ChoiceField(label=_("Course"), required=False)
    first_on = forms.DateField(label=_("From"), widget=_Day())
    last_on = forms.DateField(label=_("Until"), widget=_Day())
    reason = forms.CharField(
        label=_("What it is for"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with the report, for whoever reads it later."),
    )

    def __init__(self, data: Any = None, *, viewer: Viewer) -> None:
        """Start with the last year and everybody in scope."""
        kinds = kinds_for(viewer)
        first_on = viewer.on - YEAR
        super().__init__(
            data,
            initial={"kind": kinds[0].name, "first_on": first_on, "last_on": viewer.on},
        )
        scope = viewer.scope(Permission.REQUEST_REPORT)
        tree = department_choices(scope, on=viewer.on)
        everybody = _("Everybody") if scope is None else _("Everybody in my departments")
        courses = Course.objects.visible_to(viewer).select_related("effective_version")
        self._offer("kind", [(kind.name, kind.label) for kind in kinds])
        self._offer(
            "department",
            [("", everybody)] + [(node.uuid, "\u2003" * node.depth + node.name) for node in tree],
        )
        self._offer(
            "course",
            [("", _("All courses"))]
            + [(str(row.uuid), row.effective_version.title) for row in courses.order_by("slug")
               if row.effective_version],
        )  # fmt: skip

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """Return what is asked for."""
        data = self.cleaned_data
        return Wish(
            kind=data["kind"],
            first_on=data["first_on"],
            last_on=data["last_on"],
            department=uuid.UUID(data["department"]) if data["department"] else None,
            course=uuid.UUID(data["course"]) if data["course"] else None,
        )

    def start(self) -> Wish:
        """Return what the untouched form stands for."""
        return Wish(**{name: self.initial[name] for name in ("kind", "first_on", "last_on")})


class TrailForm(forms.Form):
    """Which events to show; `filters()` works for anything that was typed into the address."""

    verb = forms.ChoiceField(label=_("What happened"), required=False)
    who = forms.CharField(
        label=_("Who"), required=False, max_length=120,
    )  # fmt: skip
    first_on = forms.DateField(
        label=_("From"), required=False, widget=_Day(), validators=_KNOWN_DAYS
    )
    last_on = forms.DateField(
        label=_("Until"), required=False, widget=_Day(), validators=_KNOWN_DAYS
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    target = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        """Offer the verbs in words."""
        super().__init__(data)
        verbs = [(verb.value, VERBS[verb].words) for verb in Verb]
        self.fields["verb"].choices = [("", _("Everything")), *verbs]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return the filters that could be read."""
        data = self.cleaned_data if self.is_valid() else {
            name: value for name, value in self.cleaned_data.items() if name not in self.errors
        }  # fmt: skip
        return Filters(
            verb=data.get("verb") or None,
            who=(data.get("who") or "").strip(),
            **{name: data.get(name) for name in _AS_TYPED},
        )
