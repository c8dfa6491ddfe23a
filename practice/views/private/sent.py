"""What forms send, read without trust."""

from __future__ import annotations

from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.access import ViewerRequest

DIGITS = 9


def text_of(request: ViewerRequest, name: str) -> str:
    """Return a text as it was typed, with one kind of line end."""
    return request.POST.get(name, "").replace("\r\n", "\n")


def revision_of(request: ViewerRequest) -> int:
    """Return the revision that the page was made from, 0 for none. Raises InvalidInput."""
    sent = request.POST.get("revision", "0")
    if not (sent.isascii() and sent.isdigit() and len(sent) <= DIGITS):
        raise InvalidInput(
            _("This page sent an impossible revision. Load it again."), field="revision"
        )
    return int(sent)
