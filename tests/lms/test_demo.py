"""One-click sign-in exists in the demo only."""

from __future__ import annotations

import pytest
from django.test import Client


def test_one_click_signs_in(dana):
    client = Client()
    response = client.post("/demo/dana/")
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(dana.pk)


def test_looking_does_not_sign_in(dana):
    client = Client()
    assert client.get("/demo/dana/").status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("url", ["/demo/", "/demo/dana/"])
def test_it_is_absent_outside_the_demo(dana, settings, url):
    settings.IS_DEMO = False
    assert Client().get(url).status_code == 404
    assert Client().post(url).status_code == 404


def test_strangers_to_the_cast_are_404(db):
    assert Client().post("/demo/mallory/").status_code == 404


def test_it_wants_the_forms_token(dana):
    assert Client(enforce_csrf_checks=True).post("/demo/dana/").status_code == 403
