"""How people come in: accounts are made by HR, so nobody signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up; everything else is allauth's."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: HR and the roster make accounts."""
        return False
