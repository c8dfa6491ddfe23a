"""The pages of an attempt: they work, ask few questions of the database, and come in fragments."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from enrollments.models import Enrollment, LessonCompletion
from quizzes.models import Attempt, Response
from quizzes.selectors.paper import load_paper
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    FIRST_FOUR,
    answer_all,
    answer_one,
    begin,
    enrolled,
    place_of,
    published_quiz,
    right_answer,
    single,
    url,
    wrong_answer,
)
from tests.support.factories import SPRING
from tests.support.house_client import HouseClient


@pytest.fixture
def client(dana):
    client = HouseClient()
    client.force_login(dana)
    return client


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def submitted(attempt, **more):
    return submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING, **more).attempt


def lesson_url(attempt):
    return reverse("enrollments:lesson", args=[attempt.enrollment.uuid, "m1-quiz"])


# --- works, needs login


def test_every_page_keeps_the_rules_of_the_house(client, attempt):
    for slot in load_paper(attempt).slots:
        page = soup(client.get(url("question", attempt, slot.place)))
        assert page.h1.text == f"Question {slot.place} of 4"
        assert page.select_one("fieldset legend").text.strip() == f"Stem of {slot.question.key}"
        assert len(page.select("form[data-lms-autosave] [name=client_seq]")) == 1
    assert client.get(lesson_url(attempt)).status_code == 200
    assert client.get(url("submit", attempt)).status_code == 200
    done = submitted(attempt, accept_unanswered=True)
    assert client.get(url("result", done)).status_code == 200


@pytest.mark.parametrize("name", ["question", "submit", "result"])
def test_strangers_are_sent_to_sign_in(attempt, name):
    more = [1] if name == "question" else []
    answer = HouseClient().get(url(name, attempt, *more))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_markup_in_a_question_is_text(dana, sign_in, db):
    evil = single("sofa")
    evil["choices"][0] |= {"text": "<script>alert(1)</script>", "feedback": "<img src=x onerror=y>"}
    quiz = published_quiz([evil])
    attempt = begin(enrolled(dana, quiz), quiz)
    page = sign_in(dana).get(url("question", attempt, 1)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


# --- few queries


def queries(client, address, **more):
    client.get(address, **more)  # what is kept in the process is read once
    with CaptureQueriesContext(connection) as found:
        assert client.get(address, **more).status_code == 200
    return [query["sql"] for query in found if "SAVEPOINT" not in query["sql"]]


def test_pages_ask_at_most_eight_queries(client, enrollment, quiz):
    attempt = begin(enrollment, quiz)
    answer_all(attempt, wrong=("sofa", "words", "openings"))
    for address in (lesson_url(attempt), url("question", attempt, 1), url("submit", attempt)):
        found = queries(client, address)
        assert len(found) <= 8, found
    done = submitted(attempt)
    found = queries(client, url("result", done))
    assert len(found) <= 8, found


def test_a_long_quiz_asks_no_more_queries_than_a_short_one(client, dana, db):
    counts = []
    for number in (2, 30):
        quiz = published_quiz([single(f"q{n}") for n in range(number)], slug=f"with-{number}")
        attempt = begin(enrolled(dana, quiz), quiz)
        answer_all(attempt)
        counts.append(len(queries(client, url("question", attempt, 1))))
        counts.append(len(queries(client, url("result", submitted(attempt)))) - 2)
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]


def test_saving_asks_few_queries(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "sofa") - 1]
    sent = {"client_seq": 1, **right_answer(slot)}
    with CaptureQueriesContext(connection) as found:
        client.post(url("save", attempt, slot.place), sent, headers={"Accept": "application/json"})
    asked = [query["sql"] for query in found if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 9, (
        asked
    )  # session, user, grants, attempt, clock, lock, question, step, insert


# --- a fragment equals the page's


def test_the_map_that_htmx_gets_is_the_map_of_the_page(client, attempt):
    slot = load_paper(attempt).slots[1]
    before = soup(client.get(url("question", attempt, 1)))
    answer_one(attempt, 2, right_answer(slot), flag=True)
    fragment = client.get(url("question", attempt, 1), headers={"HX-Request": "true"})
    target = before.select_one("#question-map")
    assert target["hx-get"] == url("question", attempt, 1)
    target.clear()
    target.append(soup(fragment))
    after = soup(client.get(url("question", attempt, 1)))
    assert squeezed(target) == squeezed(after.select_one("#question-map"))
    assert "flagged" in str(target)


def squeezed(tag):
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", str(tag)))


# --- receipts


def save(client, attempt, place, **sent):
    return client.post(url("save", attempt, place), sent, headers={"Accept": "application/json"})


def test_a_receipt_tells_the_servers_time_in_the_learners_zone(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "sofa") - 1]
    told = save(client, attempt, slot.place, client_seq=1, **right_answer(slot))
    step = Response.objects.get()
    assert told.json()["stored_seq"] == 1
    assert told.json()["saved_at"] == step.saved_at.isoformat()
    assert re.fullmatch(r"Saved \d\d:\d\d:\d\d", told.json()["text"])
    again = save(client, attempt, slot.place, client_seq=1, **right_answer(slot))
    assert again.json() == told.json()
    assert Response.objects.count() == 1


def test_a_stale_save_gets_409_and_the_newer_answer(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "sofa") - 1]
    answer_one(attempt, slot.place, right_answer(slot), seq=5)
    told = save(client, attempt, slot.place, client_seq=4, **wrong_answer(slot))
    assert told.status_code == 409
    assert told.json()["stored_seq"] == 5
    assert told.json()["answer"] == right_answer(slot)
    same = save(client, attempt, slot.place, client_seq=5, **wrong_answer(slot))
    assert same.status_code == 409
    page = client.post(url("save", attempt, slot.place), {"client_seq": 4, **wrong_answer(slot)})
    assert page.status_code == 409
    saved, sent = soup(page).select("form[data-lms-keep]")
    for form, answer in ((saved, right_answer(slot)), (sent, wrong_answer(slot))):
        [checked] = form.select(".choice input[checked]")
        assert {"choice": checked["value"]} == answer
    fields = {field["name"]: field["value"] for field in sent.select("input[type=hidden]")}
    assert fields["client_seq"] == "6"
    assert Response.objects.count() == 1
    assert client.post(sent["action"], fields).status_code == 302
    assert load_paper(attempt).slots[slot.place - 1].answer == wrong_answer(slot)


def test_the_same_answer_under_a_lower_number_is_no_conflict(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "sofa") - 1]
    answer_one(attempt, slot.place, right_answer(slot), seq=5)
    told = save(client, attempt, slot.place, client_seq=4, **right_answer(slot))
    assert (told.status_code, told.json()["stored_seq"]) == (200, 5)
    assert Response.objects.count() == 1


def test_another_flag_under_the_same_number_is_not_taken_for_what_is_stored(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "sofa") - 1]
    answer_one(attempt, slot.place, right_answer(slot), seq=5)
    told = save(client, attempt, slot.place, client_seq=5, flag="yes", **right_answer(slot))
    assert (told.status_code, told.json()["stored_seq"]) == (409, 5)
    assert Response.objects.get().is_flagged is False


def test_an_answer_can_be_taken_back_and_flagged_alone(client, attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "openings") - 1]
    save(client, attempt, slot.place, client_seq=1, **right_answer(slot))
    save(client, attempt, slot.place, client_seq=2, flag="yes")
    now = load_paper(attempt).slots[slot.place - 1]
    assert (now.answer, now.is_flagged, now.is_answered) == (None, True, False)
    assert Response.objects.count() == 2


# --- submitting


def test_open_questions_need_a_clear_yes(client, attempt):
    answer_one(attempt, place_of(attempt, "sofa"), right_answer(load_paper(attempt).slots[0]))
    page = soup(client.get(url("submit", attempt)))
    assert "3 questions are unanswered." in page.text
    assert page.select_one("form.lesson-nav button").text == "Submit with 3 unanswered"
    answer = client.post(url("submit", attempt))
    assert answer.status_code == 409
    assert "3 questions are unanswered." in answer.content.decode()
    assert Attempt.objects.get().state == "in_progress"
    answer = client.post(url("submit", attempt), {"accept_unanswered": "yes"})
    assert answer.url == url("result", attempt)
    assert client.post(url("submit", attempt)).url == url("result", attempt)
    assert AuditEvent.objects.filter(verb="quiz.submitted").count() == 1


def test_the_overview_of_a_submitted_attempt_leads_to_its_result(client, attempt):
    submitted(attempt, accept_unanswered=True)
    assert client.get(url("submit", attempt)).url == url("result", attempt)


@pytest.mark.parametrize(
    ("place", "go", "wanted"),
    [(1, "previous", 1), (3, "previous", 2), (3, "next", 4), (3, "", 3), (3, "//evil", 3)],
)
def test_a_button_leads_to_the_neighbor(client, attempt, place, go, wanted):
    answer = client.post(url("save", attempt, place), {"client_seq": 1, "go": go})
    assert answer.url == url("question", attempt, wanted)


def test_half_an_answer_counts_as_open(attempt):
    slot = load_paper(attempt).slots[place_of(attempt, "openings") - 1]
    answer_one(attempt, slot.place, {"choices": right_answer(slot)["choices"][:1]})
    slot = load_paper(attempt).slots[slot.place - 1]
    assert (slot.is_answered, slot.points()) == (False, 0)


def test_the_result_is_told_in_words_and_kept_on_record(client, attempt):
    answer_all(attempt, wrong=("words",))
    done = submitted(attempt)
    page = soup(client.get(url("result", done)))
    assert page.h1.text == "Passed with 75 percent"
    assert "3 of 4 answers are right. Passing takes 75 percent." in page.text
    assert done.score == Decimal(3)
    assert done.max_score == 4
    line = AuditEvent.objects.get(verb="quiz.submitted")
    assert line.detail == {
        "lesson": "m1-quiz", "ordinal": 1, "passed": True, "score_percent": "75.00",
        "pass_mark_percent": 75,
    }  # fmt: skip
    assert (line.actor_uuid, line.subject_uuid) == (done.enrollment.learner.uuid,) * 2
    completion = LessonCompletion.objects.get()
    assert (completion.passed, completion.score_percent) == (True, 75)


def test_part_of_a_point_is_told_as_such(client, attempt):
    order = load_paper(attempt).slots[place_of(attempt, "steps") - 1].question.answer_key["order"]
    swapped = {"order": [order[1], order[0], order[2]]}
    answer_one(attempt, place_of(attempt, "steps"), swapped)
    done = submitted(attempt, accept_unanswered=True)
    assert done.score == Decimal("0.666")
    page = soup(client.get(url("result", done)))
    assert "0 of 4 answers are right, 1 in part." in " ".join(page.text.split())
    assert page.h1.text == "16 percent, not there yet"


def test_the_last_required_lesson_completes_the_course(client, attempt):
    client.post(reverse("enrollments:complete-lesson", args=[attempt.enrollment.uuid, "l1-1"]))
    answer_all(attempt)
    submitted(attempt)
    assert Enrollment.objects.get().state == "completed"
    started = client.post(reverse("quizzes:start", args=[attempt.enrollment.uuid, "m1-quiz"]))
    assert started.url == lesson_url(attempt)
    assert Attempt.objects.count() == 1


def test_going_on_leads_to_the_first_open_question(client, attempt):
    answer_one(attempt, 1, right_answer(load_paper(attempt).slots[0]))
    started = client.post(reverse("quizzes:start", args=[attempt.enrollment.uuid, "m1-quiz"]))
    assert started.url == url("question", attempt, 2)


def test_the_limit_is_told(client, enrollment, quiz):
    for _ in range(3):
        submitted(begin(enrollment, quiz), accept_unanswered=True)
    address = reverse("quizzes:start", args=[enrollment.uuid, "m1-quiz"])
    page = client.post(address, follow=True).content.decode()
    assert "All attempts at this quiz are used." in page
    assert Attempt.objects.count() == 3


def test_a_second_try_brings_other_questions(dana, db):
    questions = [single(f"q{n}", f"M1.{1 + n % 2}") for n in range(8)] + FIRST_FOUR
    quiz = published_quiz(questions, draw=4)
    enrollment = enrolled(dana, quiz)
    asked = []
    for seed in range(3):
        attempt = begin(enrollment, quiz, seed)
        asked += attempt.question_keys()
        submitted(attempt, accept_unanswered=True)
    assert sorted(asked) == sorted(one["key"] for one in questions)


# --- the same through the API


def test_the_api_takes_an_attempt_to_its_end(client, enrollment, quiz):
    sent = {"enrollment": str(enrollment.uuid), "lesson": "m1-quiz"}
    kind = {"content_type": "application/json"}
    first = client.post(reverse("api:quiz-attempts"), sent, **kind)
    again = client.post(reverse("api:quiz-attempts"), sent, **kind)
    assert (first.status_code, again.status_code) == (201, 200)
    bodies = [found.json() for found in (first, again)]
    assert all(body.pop("server_time") for body in bodies)
    assert bodies[0] == bodies[1]
    attempt = Attempt.objects.select_related("quiz", "enrollment__learner").get()
    here = reverse("api:quiz-attempt", args=[attempt.uuid])
    for slot in load_paper(attempt).slots:
        body = {"client_seq": 1, "answer": right_answer(slot), "is_flagged": True}
        saved = client.put(f"{here}answers/{slot.place}/", body, **kind)
        assert saved.json()["stored_seq"] == 1, saved.content
        stale = client.put(
            f"{here}answers/{slot.place}/", {"client_seq": 1, "answer": None}, **kind
        )
        assert stale.status_code == 409
        assert stale.json()["answer"] == load_paper(attempt).slots[slot.place - 1].answer
        assert stale.headers["Content-Type"] == "application/problem+json"
    told = client.get(here).json()["questions"]
    assert all(one["is_answered"] and one["is_flagged"] for one in told)
    done = client.post(f"{here}submission/", {}, **kind)
    assert done.status_code == 200, done.content
    assert (done.json()["passed"], done.json()["percent"]) == (True, "100.00")
    assert client.post(f"{here}submission/", {}, **kind).json() == done.json()
    assert client.get(f"{here}result/").json() == done.json()
    refused = client.post(reverse("api:quiz-attempts"), sent, **kind)
    assert refused.status_code == 409
    assert LessonCompletion.objects.count() == 1
