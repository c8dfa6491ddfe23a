from __future__ import annotations

from rest_framework.pagination import CursorPagination


class PageByCursor(CursorPagination):
    """Page through rows that keep coming without skipping or repeating one."""

    ordering = "-id"
    page_size = 50
