"""How often each page asks the database."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.practice.pages.conftest import KEY, at, begun, fields, lesson_at, played, to_the_options


def asks(client, url, most, count):
    client.get(url)  # what never changes is kept from here on
    with count(most):
        assert client.get(url).status_code == 200


def test_pages_before_and_within_a_scene(client, enrollment, django_assert_max_num_queries):
    asks(client, lesson_at(enrollment), 8, django_assert_max_num_queries)
    run = begun(client, enrollment)
    reading = reverse("practice:reading", args=[enrollment.uuid, KEY])
    for url, most in ((lesson_at(enrollment), 8), (reading, 8), (at("stage", run), 6),
                      (at("pause", run), 6)):  # fmt: skip
        asks(client, url, most, django_assert_max_num_queries)


def test_pages_after_a_scene(client, enrollment, django_assert_max_num_queries):
    run = played(client, enrollment)
    for url in (at("debrief", run), at("seat", run), reverse("practice:mine"),
                lesson_at(enrollment)):  # fmt: skip
        asks(client, url, 8, django_assert_max_num_queries)


@pytest.mark.parametrize("sent_by", [{}, {"headers": {"HX-Request": "true"}}])
def test_a_turn(client, enrollment, django_assert_max_num_queries, sent_by):
    run = begun(client, enrollment)
    form = to_the_options(client, run).select_one("form.roleplay-step")
    sent = {**fields(form), "choice": "c"}
    with django_assert_max_num_queries(8):
        client.post(form["action"], sent, **sent_by)
