"""A lock that takes too long is a 409 for the person, never a hanging page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError
from django.utils.translation import gettext as _

from common.errors import Busy

LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def patient() -> Iterator[None]:
    """Turn a lock timeout inside the block into Busy; other faults of the database go on."""
    try:
        yield
    except OperationalError as error:
        if not took_too_long(error):
            raise
        raise Busy(_("Something else is being saved right now. Please try again.")) from error


def took_too_long(error: BaseException) -> bool:
    """Return whether the database gave up waiting for a lock; nothing was written then."""
    code = getattr(error.__cause__, "pgcode", None)
    return isinstance(error, OperationalError) and code == LOCK_NOT_AVAILABLE
