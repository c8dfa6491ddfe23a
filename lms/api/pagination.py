from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination

_PLACE = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


class PageByCursor(CursorPagination):
    """Page through rows that keep coming without skipping or repeating one."""

    ordering = "-id"
    page_size = 50

    def decode_cursor(self, request: Any) -> Any:
        """Return the cursor of a request; one that names no row of ours is not found."""
        cursor = super().decode_cursor(request)
        if (
            cursor is not None
            and cursor.position is not None
            and not _PLACE.match(str(cursor.position))
        ):
            raise NotFound(self.invalid_cursor_message)
        return cursor
