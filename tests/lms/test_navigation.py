"""Where one is stands out in the navigation, also on pages beside their place's address."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

pytestmark = pytest.mark.django_db


def current(client, name: str) -> list[str]:
    page = BeautifulSoup(client.get(reverse(name)).content, "html.parser")
    return [found.text for found in page.select("nav.main-nav a[aria-current=page]")]


@pytest.mark.parametrize(
    "name",
    ["mine", "listening-mine", "listening-peers", "space", "year", "year-intentions", "method"],
)
def test_every_room_of_practice_is_in_my_practice(dana, sign_in, name):
    assert current(sign_in(dana), f"practice:{name}") == ["My practice"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("today", "Today"), ("enrollments:courses", "Courses"), ("certificates:list", "Certificates")],
)
def test_a_place_is_where_one_is(dana, sign_in, name, label):
    assert current(sign_in(dana), name) == [label]


def test_a_page_of_no_place_marks_none(dana, sign_in):
    assert current(sign_in(dana), "account_change_password") == []
