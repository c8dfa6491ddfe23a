"""Every URL names a permission or is PUBLIC with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from people.roles import ROLES, Permission, Role

# Views of libraries cannot be decorated; each stands here with its reason.
LIBRARY_VIEWS = {
    "account_login": "PUBLIC: the way in",
    "account_logout": "PUBLIC: the way out",
    "account_signup": "PUBLIC: says that sign-up is closed",
    "account_inactive": "PUBLIC: says that an account is closed",
    "account_reset_password": "PUBLIC: a forgotten password",
    "account_reset_password_done": "PUBLIC: a forgotten password",
    "account_reset_password_from_key": "PUBLIC: a forgotten password",
    "account_reset_password_from_key_done": "PUBLIC: a forgotten password",
    "account_confirm_email": "PUBLIC: opened from a mail, carries its own key",
    "account_email_verification_sent": "PUBLIC: says that a mail is on its way",
    "account_reauthenticate": "OWN: asks the signed-in person again",
    "account_change_password": "OWN: the signed-in person's password",
    "account_set_password": "OWN: the signed-in person's password",
    "account_confirm_login_code": "PUBLIC: the second half of a sign-in by code",
    "account_email": "OWN: the signed-in person's addresses",
    "mfa_": "OWN: the signed-in person's second factors, or the second step of signing in",
}


def patterns(found: Any = None, prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    for entry in get_resolver().url_patterns if found is None else found:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.name or "", entry.callback


def access_of(name: str, view: Any) -> str | None:
    declared = getattr(view, "access", None) or getattr(getattr(view, "cls", None), "access", None)
    if isinstance(declared, Permission):
        return declared.value
    if isinstance(declared, str) and declared.startswith("PUBLIC: "):
        return declared
    for known, reason in LIBRARY_VIEWS.items():
        if name == known or (known.endswith("_") and name.startswith(known)):
            return reason
    return None


def silent_views() -> list[str]:
    return [route for route, name, view in patterns() if access_of(name, view) is None]


def test_every_url_names_its_permission():
    assert silent_views() == []


def test_the_guard_sees_a_silent_view():
    def silent(request):
        raise AssertionError("never called")

    assert access_of("some-page", silent) is None


def test_library_list_names_only_urls_that_exist():
    names = {name for _, name, _ in patterns()}
    for known in LIBRARY_VIEWS:
        assert any(
            name == known or (known.endswith("_") and name.startswith(known)) for name in names
        ), f"{known} is no URL any more"


def sample_url(route: str) -> str:
    route = re.sub(r"<uuid:\w+>", "11111111-1111-4111-8111-111111111111", route)
    route = re.sub(r"<int:\w+>", "1", route)
    route = re.sub(r"<(slug|str|path):\w+>|<\w+>", "nothing-here", route)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x-y", route).replace("^", "").replace(
        "$", ""
    ).replace("\\Z", "")


CLOSED = [
    (sample_url(route), name)
    for route, name, view in patterns()
    if not (access_of(name, view) or "").startswith("PUBLIC")
]


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "name"), CLOSED)
def test_closed_urls_send_strangers_to_sign_in(url, name):
    response = Client().get(url)
    assert response.status_code in {302, 401, 403, 404, 405}, url
    if response.status_code == 302:
        assert response.headers["Location"].startswith("/accounts/login/")


PERMISSION_URLS = [
    (sample_url(route), access_of(name, view))
    for route, name, view in patterns()
    if access_of(name, view) in {p.value for p in Permission}
]
HOLDERS = {
    "dana": {Role.LEARNER},
    "milo": {Role.LEARNER, Role.MANAGER},
    "omar": {Role.LEARNER, Role.HR},
    "vera": {Role.LEARNER, Role.AUDITOR},
    "theo": {Role.LEARNER, Role.AUTHOR},
    "ada": {Role.LEARNER, Role.ADMIN},
}


@pytest.mark.parametrize("who", sorted(HOLDERS))
def test_who_lacks_the_permission_gets_404(who, request, sign_in):
    client = sign_in(request.getfixturevalue(who))
    held = {p.value for role in HOLDERS[who] for p in ROLES[role].permissions}
    for url, permission in PERMISSION_URLS:
        if permission in held:
            continue
        for method in (client.get, client.post):
            assert method(url).status_code in {404, 405}, f"{who} {url}"


def test_every_role_says_in_words_what_it_means():
    assert set(ROLES) == set(Role)
    for grants in ROLES.values():
        assert len(str(grants.description)) > 20
        assert grants.permissions
