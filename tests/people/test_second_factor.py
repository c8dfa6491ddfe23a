"""A second factor, once set up, stands between the password and every page."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.test import Client

PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    cache.clear()


@pytest.fixture
def secret(dana) -> str:
    made = generate_totp_secret()
    TOTP.activate(dana, made)
    return made


def code_of(secret: str, *, late: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - late))


def after_the_password(dana) -> Client:
    client = Client()
    response = client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    assert response.headers["Location"].startswith("/accounts/2fa/authenticate/")
    return client


def test_totp_and_passkeys_are_on():
    assert {"totp", "webauthn", "recovery_codes"} <= set(settings.MFA_SUPPORTED_TYPES)
    assert settings.MFA_PASSKEY_LOGIN_ENABLED


def test_the_password_alone_opens_nothing(dana, secret):
    client = after_the_password(dana)
    for url in ("/learn/", "/courses/", "/certificates/", "/accounts/2fa/", "/api/v1/my/learning/"):
        response = client.get(url)
        assert response.status_code in {302, 403}, url
        if response.status_code == 302:
            assert "/accounts/login/" in response.headers["Location"], url


def test_the_code_opens_the_door(dana, secret):
    client = after_the_password(dana)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/learn/").status_code == 200


@pytest.mark.parametrize(("late", "status"), [(1, 200), (3, 302)])
def test_a_code_of_the_half_minute_before_still_counts(dana, secret, late, status, time_machine):
    time_machine.move_to(dt.datetime.now(dt.UTC), tick=False)  # or the half minute may end here
    client = after_the_password(dana)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret, late=late)})
    assert client.get("/learn/").status_code == status


def test_a_wrong_code_does_not(dana, secret):
    client = after_the_password(dana)
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    assert client.post("/accounts/2fa/authenticate/", {"code": wrong}).status_code == 200
    assert client.get("/learn/").status_code == 302


def test_a_code_counts_once(dana, secret):
    code = code_of(secret)
    after_the_password(dana).post("/accounts/2fa/authenticate/", {"code": code})
    again = after_the_password(dana)
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert again.get("/learn/").status_code == 302


def test_without_the_factor_the_password_is_enough(dana):
    assert not Authenticator.objects.filter(user=dana).exists()
    client = Client()
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    assert client.get("/learn/").status_code == 200


@pytest.mark.parametrize("url", ["/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/"])
def test_setting_one_up_asks_for_the_password_again(dana, url):
    client = Client()
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    first = client.get(url)
    assert first.headers["Location"].startswith("/accounts/reauthenticate/")
    client.post(first.headers["Location"], {"password": PASSWORD})
    assert client.get(url).status_code == 200


def test_somebody_whom_hr_added_can_set_one_up(dana):
    client = Client()
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    client.get("/accounts/email/")  # writes the address down as unverified
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=dana, type="totp").exists()


def test_codes_cannot_be_guessed_by_signing_in_again_and_again(dana, secret):
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    for _ in range(6):
        after_the_password(dana).post("/accounts/2fa/authenticate/", {"code": wrong})
    client = after_the_password(dana)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/learn/").status_code == 302


def test_without_the_limit_the_guesses_would_go_on(dana, secret, monkeypatch):
    monkeypatch.setattr("allauth.mfa.base.forms.check_rate_limit", lambda _: lambda: None)
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    for _ in range(6):
        after_the_password(dana).post("/accounts/2fa/authenticate/", {"code": wrong})
    client = after_the_password(dana)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/learn/").status_code == 200
