"""A reflection asks; an announced scene says so and lets one go on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollments.completion import progress
from enrollments.selectors import my_study
from people.viewer import viewer_for
from tests.support.factories import SPRING
from tests.support.house_client import HouseClient


def at(enrollment, key):
    return reverse("enrollments:lesson", args=[enrollment.uuid, key])


@pytest.fixture
def dana(enrollment):
    client = HouseClient()
    client.force_login(enrollment.learner)
    return client


def test_a_reflection_shows_its_prompts_in_order(dana, enrollment):
    text = dana.get(at(enrollment, "m1-reflection")).content.decode()
    assert text.index("What gave you zest?") < text.index("What ached?")
    assert "nothing is stored unless you press" in text


def test_an_announced_scene_tells_what_is_coming(dana, enrollment):
    text = dana.get(at(enrollment, "r1-1")).content.decode()
    for word in ("Answers shrink to one word.", "Mei", "In a chat", "An intricate case", "3 of 5",
                 "it may touch something of your own", "opens with a later version"):  # fmt: skip
        assert word in text


def test_a_listening_set_has_no_persona(dana, enrollment):
    text = dana.get(at(enrollment, "m1-listening")).content.decode()
    assert "Six short clips." in text
    assert "Whom you meet" not in text


def test_neither_counts_nor_can_be_completed(dana, enrollment):
    study = my_study(viewer_for(enrollment.learner, on=SPRING.date()), enrollment.uuid)
    assert progress(study.outline.lessons, {"l1-1"}).is_complete
    for key in ("m1-reflection", "r1-1"):
        url = reverse("enrollments:complete-lesson", args=[enrollment.uuid, key])
        assert dana.post(url).status_code == 404


@pytest.mark.parametrize("key", ["m1-reflection", "r1-1"])
def test_a_page_asks_the_database_at_most_eight_times(
    dana, enrollment, key, django_assert_max_num_queries
):
    dana.get(at(enrollment, key))  # what never changes is kept from here on
    with django_assert_max_num_queries(8):
        dana.get(at(enrollment, key))


def test_a_job_aid_is_one_page_from_the_version_studied(dana, enrollment):
    page = dana.get(reverse("enrollments:job-aid", args=["empathy", "card"]))
    text = page.content.decode()
    assert "A card for the desk" in text
    assert "Say one thing." in text
    assert dana.get(reverse("enrollments:job-aid", args=["empathy", "other"])).status_code == 404
    assert "card" in dana.get(at(enrollment, "l1-1")).content.decode()
