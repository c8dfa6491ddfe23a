"""The outline beside a lesson, through a real browser."""

import pytest
from django.conf import settings
from django.test import Client

from tests.journeys.visitor import Visitor, browser
from tests.support.factories import EnrollmentFactory, published_course

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey, pytest.mark.slow]
IN_SIGHT = """() => {
  const box = document.querySelector("nav.outline").getBoundingClientRect();
  const here = document.querySelector("nav.outline [aria-current]").getBoundingClientRect();
  return box.top <= here.top && here.bottom <= box.bottom && here.bottom <= innerHeight;
}"""


@pytest.fixture
def learner_of_a_long_module(dana, transactional_db, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in the journeys
    course = published_course(lessons=[{"key": f"l{number}"} for number in range(1, 41)])
    enrollment = EnrollmentFactory(learner=dana, course=course)
    client = Client()
    client.force_login(dana)
    return enrollment, client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("key", ["l1", "l38", "l40"])
def test_the_lesson_that_is_open_is_in_sight(learner_of_a_long_module, live_server, key):
    enrollment, session = learner_of_a_long_module
    with browser() as running:
        visitor = Visitor(running, live_server.url)
        visitor.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        visitor.go(f"/learn/{enrollment.uuid}/lessons/{key}/")
        assert visitor.measure(IN_SIGHT)
        visitor.leave()
