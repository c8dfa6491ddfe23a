"""Sign-in as allauth does it; who is signed in is read by a statement that is kept."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from common.compiled_query import CompiledQuery
from people.models import User

_SOMEBODY = -1


def _person() -> QuerySet[User]:
    return cast("QuerySet[User]", User.objects.filter(pk=_SOMEBODY))


_USER = CompiledQuery(_person, marks={"pk": _SOMEBODY})


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """The one way to sign in."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session, or None when they may not sign in any more."""
        found = _USER.rows(pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None
