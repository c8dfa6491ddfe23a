"""A session and its person are read by kept statements, and end as Django's do."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from common.clock import now
from people.backend import Backend
from people.sessions import SessionStore


@pytest.fixture
def signed_in(dana):
    client = Client()
    client.force_login(dana)
    return client


def key_of(client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_the_same_session_is_read_and_written(signed_in, dana):
    store = SessionStore(session_key=key_of(signed_in))
    assert store["_auth_user_id"] == str(dana.pk)
    store["more"] = "kept"
    store.save()
    assert SessionStore(session_key=key_of(signed_in))["more"] == "kept"


def test_an_expired_session_is_nobody_s(signed_in):
    assert signed_in.get("/learn/").status_code == 200
    Session.objects.update(expire_date=now() - dt.timedelta(seconds=1))
    assert signed_in.get("/learn/").status_code == 302
    assert SessionStore(session_key=key_of(signed_in)).load() == {}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 32, "", "' OR 1=1 --", "x" * 4000])
def test_a_made_up_session_is_nobody_s(key):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/learn/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("text", [r"\000abcdefghijk", r"\355\240\200abcdefgh", "é" * 32])
def test_a_quoted_cookie_of_odd_letters_is_nobody_s(text):
    cookie = f'{settings.SESSION_COOKIE_NAME}="{text}"'
    assert Client().get("/learn/", HTTP_COOKIE=cookie).status_code == 302


def test_signing_out_ends_it(signed_in):
    key = key_of(signed_in)
    signed_in.logout()
    assert SessionStore(session_key=key).load() == {}


def test_somebody_deactivated_is_out_at_once(signed_in, dana):
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    assert signed_in.get("/learn/").status_code == 302
    assert Backend().get_user(dana.pk) is None


@pytest.mark.django_db
def test_nobody_has_an_absent_number():
    assert Backend().get_user(10**9) is None


def test_it_is_one_question(signed_in, django_assert_num_queries):
    signed_in.get("/learn/")
    with django_assert_num_queries(1):
        SessionStore(session_key=key_of(signed_in)).load()
