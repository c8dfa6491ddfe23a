"""The mail that leads back in: whose it is, where it leads, and nothing that is not offered."""

from __future__ import annotations

import smtplib

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client


def asked_with(address: str):
    Client().post("/accounts/password/reset/", {"email": address})
    (sent,) = mail.outbox
    return sent


def test_the_mail_names_person_site_and_link(dana):
    sent = asked_with(dana.email)
    assert sent.subject == "Choose a new password"
    assert sent.body.startswith(f"Hello {dana.get_short_name()},\n\nsomebody, probably you,")
    assert settings.SITE_NAME in sent.body
    assert "http://testserver/accounts/password/reset/key/" in sent.body
    assert sent.body.rstrip().endswith(settings.ORGANIZATION_NAME)


def test_the_link_of_the_mail_opens_the_form(dana):
    address = next(word for word in asked_with(dana.email).body.split() if "/key/" in word)
    page = Client().get(address.removeprefix("http://testserver"), follow=True)
    assert 'name="password1"' in page.content.decode()


def test_an_address_without_an_account_is_told_so_and_offered_no_sign_up(db):
    sent = asked_with("nobody@northwind.example")
    assert sent.subject == "No account with this address"
    assert "There is no account with it." in sent.body
    assert "signup" not in sent.body
    assert "testserver" not in sent.body


def test_a_new_password_is_kept_and_leads_to_sign_in(dana):
    address = next(word for word in asked_with(dana.email).body.split() if "/key/" in word)
    client = Client()
    form = client.get(address.removeprefix("http://testserver"), follow=True)
    words = {"password1": "a-calm-new-password", "password2": "a-calm-new-password"}
    page = client.post(form.redirect_chain[-1][0], words, follow=True).content.decode()
    assert 'href="/accounts/login/"' in page
    dana.refresh_from_db()
    assert dana.check_password("a-calm-new-password")


@pytest.mark.parametrize("whose", ["dana@northwind.example", "nobody@northwind.example"])
@pytest.mark.parametrize("fault", [ConnectionRefusedError, TimeoutError, smtplib.SMTPDataError])
def test_without_a_mail_server_people_are_told_that_it_passes(dana, whose, fault, monkeypatch):
    def refuses(*_):
        raise fault(451, f"not now, {whose}")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuses)
    answer = Client().post("/accounts/password/reset/", {"email": whose})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    page = answer.content.decode()
    assert "We are not available for a moment" in page
    assert "northwind.example" not in page


def test_a_link_that_was_used_says_how_to_get_another(db):
    page = Client().get("/accounts/password/reset/key/1-aaaaaa-bbbb/", follow=True)
    assert 'href="/accounts/password/reset/"' in page.content.decode()
