"""Before words are kept, the page asks about what looks like somebody's contact or card data."""

from __future__ import annotations

import pytest

from practice.models import Run
from practice.selectors.runs.stage import stage_of
from tests.practice.pages.conftest import at, begun, fields, published_scene, soup, whole
from tests.support.factories import EnrollmentFactory

HTMX = {"headers": {"HX-Request": "true"}}
MAIL = "Rosa, write to rosa.adeyemi@example.org and I will see to it."


def step(client, run):
    return soup(client.get(at("stage", run))).select_one("form.roleplay-step")


@pytest.fixture
def writing(client, enrollment):
    """A run that waits for what one would say."""
    run = begun(client, enrollment)
    form = step(client, run)
    client.post(form["action"], {**fields(form), "noticed": "1"})
    return whole(run)


@pytest.mark.parametrize("sent_by", [{}, HTMX], ids=["a plain form", "htmx"])
def test_an_address_is_quoted_and_nothing_is_kept_before_the_answer(client, writing, sent_by):
    form = step(client, writing)
    answer = client.post(form["action"], {**fields(form), "wrote": MAIL}, **sent_by)
    assert answer.status_code == 200
    page = soup(answer)
    assert "rosa.adeyemi@example.org" in page.select_one("[role=alert] q").text
    assert page.select_one("#roleplay-wrote").text.strip() == MAIL
    assert Run.objects.get().now_wrote is None
    assert page.select_one("[name=choice]") is None


def test_who_says_that_it_is_nobodys_goes_on(client, writing):
    form = step(client, writing)
    sent = {**fields(form), "wrote": MAIL, "keep_contacts": "yes"}
    assert client.post(form["action"], sent).status_code == 302
    assert stage_of(whole(writing)).wrote == MAIL


def test_who_goes_on_without_writing_leaves_nothing_behind(client, writing):
    form = step(client, writing)
    button = form.select_one("button[name=without]")
    sent = {**fields(form), "wrote": MAIL, button["name"]: button["value"]}
    assert client.post(form["action"], sent).status_code == 302
    shown = stage_of(whole(writing))
    assert (shown.step, shown.wrote) == ("choose", "")


def test_own_words_for_what_is_noticed_are_asked_about_as_well(client, dana, db):
    course = published_scene(("difficulty: 2", "difficulty: 5"))
    run = begun(client, EnrollmentFactory(learner=dana, course=course))
    form = step(client, run)
    answer = client.post(form["action"], {**fields(form), "noticed_words": "Call +44 20 7946 0958"})
    page = soup(answer)
    assert page.select_one("[role=alert] q") is not None
    assert page.select_one("#roleplay-noticed").text.strip().startswith("Call")
    assert Run.objects.get().now_noticed_words is None


def test_control_plain_words_are_kept_at_once(client, writing):
    form = step(client, writing)
    sent = {**fields(form), "wrote": "The party is tomorrow, the 3.4.2026."}
    assert client.post(form["action"], sent).status_code == 302


def test_an_endless_word_is_refused_in_no_time(client, writing):
    form = step(client, writing)
    answer = client.post(form["action"], {**fields(form), "wrote": "a" * 500_000})
    assert answer.status_code == 400
