"""What an author says when publishing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.change import Effect
from practice.scenario.exchange.incoming import ARCHIVE_BYTES
from practice.scenario.source.read import BYTES

LONGEST_NOTE = 500
MINOR = ("minor", _("Minor: it reads better, and asks for the same"))
MAJOR = ("major", _("Major: it changes what is asked of people"))


class PublishForm(forms.Form):
    """Minor or major, and why; hidden beside it what the consequences were told for."""

    change = forms.ChoiceField(
        label=_("What kind of version is it?"), widget=forms.RadioSelect, choices=[MINOR, MAJOR]
    )
    note = forms.CharField(
        label=_("What changed, and why"),
        help_text=_("It stands with the version and in the audit trail. A major version needs it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
        required=False,
    )
    content_hash = forms.RegexField(r"^[0-9a-f]{64}\Z", widget=forms.HiddenInput)
    latest_number = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, effect: Effect | None, **kwargs: Any) -> None:
        """Take the effect on the required lessons; None for the first version, which is major."""
        super().__init__(*args, **kwargs)
        if effect is None:
            del self.fields["change"]
        elif not effect.may_be_minor:
            change = self.fields["change"]
            assert isinstance(change, forms.ChoiceField)
            change.choices = [MAJOR]


class SceneFileForm(forms.Form):
    """A file of another tool that a scene is to come of."""

    file = forms.FileField(
        label=_("Twee or H5P file"),
        help_text=_("A .twee of Twine, an .h5p Branching Scenario, or its content.json. At most "
                    "20 MB."),
        max_length=120,
        widget=forms.FileInput(attrs={"class": "scn-file", "accept": ".twee,.tw,.txt,.h5p,.json"}),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Refuse what is larger than any such file, before it is read."""
        file = self.cleaned_data["file"]
        if file.size > ARCHIVE_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class DraftForm(forms.Form):
    """The draft of a scene as it was shown, or as it was changed since."""

    name = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,59}\Z", label=_("File name, without its ending"), max_length=60
    )
    draft = forms.CharField(
        label=_("The draft"),
        strip=False,
        max_length=BYTES,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code"}),
    )
