"""Whom and until when, as HR fills it in; it only validates."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.errors import InvalidInput
from curricula.audience import Audience
from curricula.due_dates import LATEST, Anchor, DueRule
from curricula.selectors.choices import DepartmentChoice
from curricula.services.refuse import Exceptions

ANCHORS = [
    (Anchor.FIXED.value, _("On one date for everybody")),
    (Anchor.HIRED.value, _("A number of days after the day of hire")),
    (Anchor.ASSIGNED.value, _("A number of days from today")),
]
EXCEPTIONS = [
    (Exceptions.LEAVE_OUT.value, _("Leave them out for now")),
    (Exceptions.WITHOUT_DATE.value, _("Assign to them too, without a due date")),
]


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AssignForm(forms.Form):
    """Audience and due date; `audience` and `due` stand in `cleaned_data` when it is valid."""

    departments = forms.MultipleChoiceField(
        label=_("Departments"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("There is no such department for you.")},
    )  # fmt: skip
    include_below = forms.BooleanField(
        label=_("And everything below them"), required=False, initial=True
    )
    job_titles = forms.MultipleChoiceField(
        label=_("Job titles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hired_from = forms.DateField(label=_("Hired from"), required=False, widget=_Day())
    hired_to = forms.DateField(label=_("Hired until"), required=False, widget=_Day())
    anchor = forms.ChoiceField(
        label=_("Due"), choices=ANCHORS, initial=Anchor.FIXED.value, widget=forms.RadioSelect
    )
    due_on = forms.DateField(label=_("Due date"), required=False, widget=_Day())
    offset_days = forms.IntegerField(label=_("Days"), required=False, min_value=0, max_value=3650)
    note = forms.CharField(
        label=_("A word from you"), required=False, max_length=300,
        help_text=_("Learners read it beside the reason, for example why now."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, departments: Sequence[DepartmentChoice], titles: Sequence[str]
    ) -> None:
        """Offer only what lies in the actor's scope."""
        super().__init__(data)
        self.tree = departments
        self.fields["departments"].choices = [  # type: ignore[attr-defined]
            (choice.uuid, choice.name) for choice in departments
        ]
        self.fields["job_titles"].choices = [(title, title) for title in titles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read audience and due date from the fields."""
        data = super().clean() or {}
        try:
            data["audience"] = _audience(data)
        except InvalidInput as error:
            self.add_error(error.field, error.message)
        anchor = Anchor(data.get("anchor") or Anchor.FIXED)
        wanted = "due_on" if anchor == Anchor.FIXED else "offset_days"
        if wanted in self.errors:
            return data
        if data.get(wanted) is None:
            missing = (
                _("Choose a date.") if anchor == Anchor.FIXED else _("Say after how many days.")
            )
            self.add_error(wanted, missing)
        elif anchor == Anchor.FIXED and data["due_on"] > LATEST:
            self.add_error("due_on", _("Choose a date in this or the next century."))
        else:
            data["due"] = DueRule(anchor, **{wanted: data[wanted]})
        return data


class ConfirmForm(forms.Form):
    """What travels with the review: the token, what was shown, and what to do with exceptions."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    exceptions = forms.ChoiceField(
        label=_("What should happen to them?"), choices=EXCEPTIONS, required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip

    def choice(self) -> Exceptions:
        """Return what HR chose, or that HR is still to be asked."""
        return Exceptions(self.cleaned_data.get("exceptions") or Exceptions.ASK)


def _audience(data: dict[str, Any]) -> Audience:
    first: date | None = data.get("hired_from")
    return Audience(
        departments=tuple(uuid.UUID(found) for found in data.get("departments", [])),
        include_below=bool(data.get("include_below")),
        hired_from=first,
        hired_to=data.get("hired_to"),
        job_titles=tuple(data.get("job_titles", [])),
    )
