"""The description of the API is open to everybody, so nothing in its address is taken over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import path
from django.utils.translation import trans_real
from drf_spectacular.views import SpectacularAPIView

from people.access import public

PLACE = "/api/v1/schema/"
urlpatterns = [path("as-it-comes/", public("a control")(SpectacularAPIView.as_view()))]


def told(**query) -> dict:
    return Client().get(PLACE, {"format": "json", **query}).json()


def remembered(place: str, language: str) -> bool:
    Client().get(place, {"lang": language})
    return language in trans_real._translations


@pytest.mark.parametrize("language", ["xx", "../../etc", "a" * 3000, "de\nx"])
def test_a_language_that_is_none_leaves_nothing_in_the_process(db, language):
    assert not remembered(PLACE, language)


@pytest.mark.urls(__name__)
def test_control_the_view_as_it_comes_keeps_every_word(db):
    try:
        assert remembered("/as-it-comes/", "xx-none")
    finally:
        trans_real._translations.pop("xx-none", None)


def test_one_of_ours_is_spoken(db):
    english = told(lang="en")
    assert told(lang="de") != english
    assert told(lang="xx") == english


@pytest.mark.parametrize("version", ["9", 'x"; filename="y', "a\nb"])
def test_a_word_of_the_address_is_no_version_and_in_no_header(db, version):
    client = Client(raise_request_exception=False)
    answer = client.get(PLACE, {"version": version})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'inline; filename="Attune API.yaml"'
