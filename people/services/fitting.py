"""Bring a name or a title into the form in which it is kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.names import UnfitText, clean


def fitting(model: type[models.Model], field: str, text: str) -> str:
    """Return the text as pages and certificates print it and the column can hold it.

    Raises InvalidInput, with the field, for what cannot be printed or is too long.
    """
    most: int | None = getattr(model._meta.get_field(field), "max_length", None)  # noqa: SLF001
    try:
        found = clean(text)
    except UnfitText as error:
        raise InvalidInput(_("Write this in printable letters."), field=field) from error
    if most is not None and len(found) > most:
        raise InvalidInput(
            _("At most %(most)d letters can be kept here.") % {"most": most}, field=field
        )
    return found
