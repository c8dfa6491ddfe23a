"""The way through a quiz as a browser without JavaScript goes it: fails, reads, passes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from audit.models import AuditEvent
from enrollments.models import LessonCompletion
from quizzes.models import Attempt, Response
from quizzes.selectors.paper import load_paper
from tests.quizzes.conftest import right_answer, wrong_answer


def soup(response, status=200):
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def pressed(form, **marks):
    """Return what a browser would send for a form with these marks."""
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden][name]")
            if field["name"] != "order"}  # fmt: skip
    order = [field["value"] for field in form.select("input[name=order]")]
    if order:
        sent["order"] = order
    return {**sent, **marks}


def marks(answer):
    pairs = answer.get("pairs", {})
    return {**{k: v for k, v in answer.items() if k != "pairs"},
            **{f"match-{prompt}": given for prompt, given in pairs.items()}}  # fmt: skip


def walk(client, page_url, attempt, make):
    """Answer every question with Next, and return the page that comes after the last."""
    for slot in load_paper(attempt).slots:
        form = soup(client.get(page_url)).select_one("form[data-lms-autosave]")
        sent = pressed(form, go="next", **marks(make(slot)))
        answer = client.post(form["action"], sent)
        assert answer.status_code == 302, answer.content
        page_url = answer.url
    return page_url


def test_dana_fails_reads_the_feedback_and_passes(client, enrollment, quiz):
    lesson_url = reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"])
    intro = soup(client.get(lesson_url))
    assert "75 percent, that is 3 of 4" in intro.text
    assert "3 of 3 left" in intro.text
    start_url = reverse("quizzes:start", args=[enrollment.uuid, "m1-quiz"])
    page_url = client.post(start_url).url
    attempt = Attempt.objects.get()

    overview = walk(client, page_url, attempt, wrong_answer)
    form = soup(client.get(overview)).select_one("form.lesson-nav")
    result = client.post(form["action"], pressed(form)).url
    page = soup(client.get(result))
    assert "0 percent, not there yet" in page.h1.text
    assert "what it costs" in page.text
    assert page.select_one(f"a[href='{lesson_url.replace('m1-quiz', 'l1-1')}'] .row-title")
    assert not LessonCompletion.objects.exists()

    page_url = client.post(page.select_one("form[method=post][action]")["action"]).url
    attempt = Attempt.objects.get(state="in_progress")
    assert attempt.ordinal == 2
    overview = walk(client, page_url, attempt, right_answer)
    form = soup(client.get(overview)).select_one("form.lesson-nav")
    page = soup(client.get(client.post(form["action"], pressed(form)).url))
    assert "Passed with 100 percent" in page.h1.text
    done = LessonCompletion.objects.get()
    assert (done.passed, done.score_percent, done.attempts) == (True, 100, 2)
    verbs = list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["quiz.started", "quiz.submitted"] * 2
    assert Response.objects.count() == 8


@pytest.mark.parametrize("way", ["up", "down"])
def test_an_item_moves_without_javascript(client, enrollment, quiz, attempt, way):
    place = attempt.question_keys().index("steps") + 1
    slot = load_paper(attempt).slots[place - 1]
    before = [row["id"] for row in slot.rows]
    page_url = reverse("quizzes:question", args=[enrollment.uuid, "m1-quiz", attempt.uuid, place])
    form = soup(client.get(page_url)).select_one("form[data-lms-autosave]")
    answer = client.post(form["action"], pressed(form, move=f"{way}:{before[1]}"))
    assert answer.url == page_url
    shown = [field["value"] for field in soup(client.get(page_url)).select("input[name=order]")]
    wanted = [before[1], before[0], before[2]] if way == "up" else [before[0], before[2], before[1]]
    assert shown == wanted
