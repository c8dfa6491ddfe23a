"""Who was shut out finds no old session on coming back, and a new password ends the old ones."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from common.clock import now
from people.models import User
from people.services import set_active as service
from people.services.set_active import set_active

PASSWORD = "a-long-enough-password"
OTHER = "quite-another-password"


@pytest.fixture(autouse=True)
def fresh_counters(db):
    cache.clear()


def is_in(client: Client) -> bool:
    return client.get("/learn/").status_code == 200


def signed_in(person) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert is_in(client)
    return client


def shut_out(person):
    set_active(person=person, is_active=False, by=None, at=now())


def let_in(person):
    set_active(person=person, is_active=True, by=None, at=now())


def test_who_comes_back_signs_in_anew(dana, milo, sign_in):
    office, phone, his = signed_in(dana), signed_in(dana), sign_in(milo)
    shut_out(dana)
    assert not is_in(office)
    let_in(dana)
    assert not is_in(office)
    assert not is_in(phone)
    assert is_in(his)  # a colleague's session is none of theirs
    assert is_in(signed_in(dana))


def test_without_ending_them_an_old_session_would_open_again(dana, monkeypatch):
    monkeypatch.setattr(service, "end_sessions", lambda **_: 0)
    office = signed_in(dana)
    shut_out(dana)
    assert not is_in(office)
    let_in(dana)
    assert is_in(office)


def test_sessions_are_ended_with_the_change_or_not_at_all(dana, monkeypatch):
    office = signed_in(dana)

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(service, "record", fail)
    with pytest.raises(RuntimeError):
        shut_out(dana)
    assert is_in(office)


def test_who_was_between_password_and_code_is_not_in_afterwards(dana):
    TOTP.activate(dana, generate_totp_secret())
    codes = RecoveryCodes.activate(dana).get_unused_codes()
    client = Client()
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    shut_out(dana)
    client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert not is_in(client)
    let_in(dana)
    assert not is_in(client)
    assert Authenticator.objects.filter(user=dana).count() == 2


def test_what_cannot_be_read_in_the_table_is_no_obstacle(dana):
    office = signed_in(dana)
    Session.objects.create(session_key="x" * 32, session_data="odd", expire_date=now())
    shut_out(dana)
    let_in(dana)
    assert not is_in(office)
    assert Session.objects.filter(session_key="x" * 32).exists()


def test_a_changed_password_ends_the_other_sessions(dana):
    here, elsewhere = signed_in(dana), signed_in(dana)
    sent = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert here.post("/accounts/password/change/", sent).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_password_set_by_mail_ends_every_session(dana, mailoutbox):
    elsewhere, client = signed_in(dana), Client()
    client.post("/accounts/password/reset/", {"email": dana.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mailoutbox[0].body).group()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": OTHER, "password2": OTHER})
    assert User.objects.get(pk=dana.pk).check_password(OTHER)
    assert not is_in(elsewhere)


def test_without_the_hash_of_the_password_the_others_would_stay(dana, monkeypatch):
    monkeypatch.setattr(User, "get_session_auth_hash", lambda self: "always the same")
    here, elsewhere = signed_in(dana), signed_in(dana)
    sent = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    here.post("/accounts/password/change/", sent)
    assert is_in(elsewhere)
