"""A form sent after the session ended: the sign-in leads back to the page that holds it."""

from __future__ import annotations

import pytest
from django.test import Client

FORM = "/my/live/removal/"  # takes a form only
HOST = "http://testserver"


def way_back(referer, path=FORM, method="post", **more):
    headers = {"referer": referer} if referer is not None else {}
    answer = getattr(Client(), method)(path, headers=headers, **more)
    assert answer.status_code == 302
    return answer.headers["Location"]


@pytest.fixture
def dana(dana):
    dana.set_password("a-long-enough-password")
    dana.save()
    return dana


def test_it_leads_back_to_the_page_and_that_answers(dana):
    client = Client()
    asked = client.post(FORM, headers={"referer": f"{HOST}/my/live/"})
    sent = {"login": dana.email, "password": "a-long-enough-password"}
    shown = client.post(asked.headers["Location"], sent, follow=True)
    assert (shown.status_code, shown.redirect_chain[-1][0]) == (200, "/my/live/")


def test_control_the_address_of_the_form_itself_answers_nobody(dana):
    client = Client()
    client.force_login(dana)
    assert client.get(FORM).status_code == 405


def test_the_question_of_a_page_comes_along(db):
    assert way_back(f"{HOST}/my/year/?all=yes").endswith("?next=/my/year/%3Fall%3Dyes")


@pytest.mark.parametrize(
    "referer",
    [
        None, "", "http://elsewhere.example/my/live/", "//elsewhere.example/", "javascript:1",
        "http://testserver@elsewhere.example/", "http://[::1", "http:///elsewhere.example",
        "x" * 9000,
    ],
)  # fmt: skip
def test_any_other_page_is_none_of_ours(db, referer):
    assert way_back(referer).endswith(f"?next={FORM}")


def test_a_page_that_is_asked_for_is_where_it_leads(db):
    found = way_back(f"{HOST}/my/year/", path="/my/live/", method="get")
    assert found.endswith("?next=/my/live/")


def test_behind_https_no_page_without_it_is_ours(db):
    assert way_back(f"{HOST}/my/live/", secure=True).endswith(f"?next={FORM}")
