from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from rest_framework.permissions import BasePermission

from people.access import viewer_of
from people.roles import Permission

if TYPE_CHECKING:  # the settings name this class, so it is imported while DRF still loads
    from rest_framework.request import Request
    from rest_framework.views import APIView


class NamedPermission(BasePermission):
    """Let in who holds the permission that the view names as `access`; deny a silent view."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return whether the signed-in person may call the view; unknown to others means 404."""
        access = getattr(view, "access", None)
        if not isinstance(access, Permission) or not request.user.is_authenticated:
            return False
        if not viewer_of(request).has(access):
            raise Http404
        return True
