"""What HR and managers fill in to make an exception; it only validates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models import Override
from quizzes.models.allowance import MOST_MINUTES, MOST_PERCENT
from quizzes.selectors.exceptions import QuizOf

KINDS = {
    Override.Kind.ATTEMPT: _("One more attempt"),
    Override.Kind.MINUTES: _("More minutes for the attempt that is running"),
}


class ReasonForm(forms.Form):
    """A reason, which the audit trail keeps."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the audit trail. Leave out what concerns health."),
    )  # fmt: skip


class ExceptionForm(ReasonForm):
    """One exception; the kinds offered are those that would help now.

    What is sent may name any kind: if it stopped helping meanwhile, the service says why, and
    pressed twice the first press has made it so.
    """

    kind = forms.ChoiceField(label=_("What do you give?"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=MOST_MINUTES,
        help_text=_("Only for more minutes. The end of the attempt moves later by as much."),
    )  # fmt: skip
    field_order = ("kind", "minutes", "reason")

    def __init__(self, *args: Any, found: QuizOf, **kwargs: Any) -> None:
        """Offer what would help."""
        super().__init__(*args, **kwargs)
        helpful = {
            Override.Kind.ATTEMPT: found.may_get_attempt,
            Override.Kind.MINUTES: found.may_get_minutes,
        }
        choices = [
            (kind.value, KINDS[kind]) for kind, helps in helpful.items() if helps or self.is_bound
        ]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]
        if not (found.may_get_minutes or self.is_bound):
            del self.fields["minutes"]

    def clean(self) -> dict[str, Any]:
        """Ask for minutes where minutes are given."""
        given = super().clean() or {}
        is_minutes = given.get("kind") == Override.Kind.MINUTES
        if is_minutes and "minutes" not in self.errors and not given.get("minutes"):
            self.add_error("minutes", _("Say how many minutes."))
        return given


class ExtraTimeForm(ReasonForm):
    """How much longer somebody has, in percent."""

    percent = forms.IntegerField(
        label=_("Extra time in percent"), min_value=0, max_value=MOST_PERCENT,
        help_text=_("25 means a quarter longer. 0 means as long as everybody."),
    )  # fmt: skip
    field_order = ("percent", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say where the reason is kept: with the entry, and not in the trail."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("It is kept with the entry and read by HR only.")
