"""Everybody reads in a language of their own: the account's, before signing in the browser's."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from common.clock import now
from common.errors import InvalidInput
from people.languages import known
from people.services.choose_language import choose_language
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.fixture
def dana():
    return UserFactory(email="dana@northwind.example")


@pytest.fixture
def browser(dana):
    client = Client()
    client.force_login(dana)
    return client


def switch(client, language, **more):
    return client.post(reverse("language"), {"language": language, **more})


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_the_account_decides(browser, dana, language, way):
    dana.language = language
    dana.save()
    page = browser.get(reverse("today"), headers={"accept-language": "de"})
    assert f'<html lang="{language}" dir="{way}"' in page.text
    assert page["Content-Language"] == language
    assert "Cookie" in page["Vary"]


@pytest.mark.parametrize(
    ("header", "language"), [("de-AT,de;q=0.9", "de"), ("ar", "ar"), ("fr", "en"), ("", "en")]
)
def test_before_signing_in_the_browser_decides(header, language):
    page = Client().get(reverse("account_login"), headers={"accept-language": header})
    assert (page["Content-Language"], f'lang="{language}"' in page.text) == (language, True)
    assert "Accept-Language" in page["Vary"]


def test_the_switch_keeps_the_choice_in_the_account(browser, dana):
    response = switch(browser, "de", next="/courses/?a=1")
    assert (response.status_code, response["Location"]) == (302, "/courses/?a=1")
    dana.refresh_from_db()
    assert dana.language == "de"
    assert COOKIE not in response.cookies
    [line] = AuditEvent.objects.filter(verb="person.changed")
    assert line.detail == {"fields": ["language"]}
    assert browser.get(reverse("today"))["Content-Language"] == "de"


def test_the_same_choice_again_leaves_no_line(dana):
    for _ in range(2):
        choose_language(language="de", by=dana, at=now())
    assert AuditEvent.objects.filter(verb="person.changed").count() == 1


def test_without_its_audit_line_the_choice_is_not_kept(dana, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("people.services.choose_language.record", refuse)
    with pytest.raises(RuntimeError):
        choose_language(language="de", by=dana, at=now())
    dana.refresh_from_db()
    assert dana.language == "en"


def test_before_signing_in_the_browser_keeps_it():
    client = Client()
    response = switch(client, "ar", next=reverse("account_login"))
    assert response.cookies[COOKIE]["httponly"]
    assert client.get(reverse("account_login"))["Content-Language"] == "ar"


def test_signing_in_takes_the_choice_along_and_leaves_it_to_nobody(dana):
    dana.set_password("correct horse battery")
    dana.save()
    client = Client()
    switch(client, "ar")
    signed_in = client.post(
        reverse("account_login"), {"login": dana.email, "password": "correct horse battery"}
    )
    assert signed_in.status_code == 302
    dana.refresh_from_db()
    assert dana.language == "ar"
    assert client.cookies[COOKIE].value == ""


@pytest.mark.parametrize("language", ["", "fr", "xx", "de'; --", "DE\x00", "e" * 300])
def test_a_language_that_we_do_not_have(browser, dana, language):
    assert switch(browser, language).status_code == 400
    assert switch(Client(), language).status_code == 400
    dana.refresh_from_db()
    assert dana.language == "en"
    with pytest.raises(InvalidInput):
        choose_language(language=language, by=dana, at=now())


@pytest.mark.parametrize(
    "place",
    ["https://evil.example", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_the_way_back_leads_nowhere_else(browser, place):
    assert switch(browser, "de", next=place)["Location"] == "/"


def test_the_switch_is_a_form_on_every_page(browser):
    for page in (browser.get(reverse("today")), Client().get(reverse("account_login"))):
        assert f'action="{reverse("language")}"' in page.text
        assert 'lang="ar"' in page.text
    assert browser.get(reverse("language")).status_code == 405


def test_a_token_is_needed(dana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(dana)
    assert switch(client, "de").status_code == 403


def test_a_language_that_left_the_installation_is_read_in_the_default(browser, dana):
    dana.language = "xx"
    dana.save()
    assert browser.get(reverse("today"))["Content-Language"] == "en"
    assert (known("DE"), known("xx")) == ("de", None)
