"""What forms send: text as text, numbers as numbers, anything else refused by name."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from common.errors import InvalidInput

LARGEST = 32_767


def text_in(form: QueryDict, name: str) -> str:
    """Return a text with one kind of line ends, or the empty text."""
    return form.get(name, "").replace("\r\n", "\n")


def whole_number(form: QueryDict, name: str, *, required: bool = False) -> int | None:
    """Return a whole number from 0; None where it is empty. Raises InvalidInput for all else."""
    sent = form.get(name, "")
    if not sent and not required:
        return None
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 5 and int(sent) <= LARGEST):
        raise InvalidInput(_("This page was not complete. Please open it again."), field=name)
    return int(sent)
