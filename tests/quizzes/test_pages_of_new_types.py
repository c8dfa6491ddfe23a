"""Mark, rate, short and feeling on pages and through the API, to the result and into the record."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AuditEvent
from common.models import OutboxRow
from enrollments.models import LessonCompletion
from quizzes.models import Attempt
from quizzes.question_types import TYPES
from quizzes.selectors.paper import load_paper, place_to_resume
from quizzes.services.submit_attempt import Unanswered, submit_attempt
from tests.quizzes.conftest import (
    ONE_OF_EACH,
    answer_all,
    answer_one,
    begin,
    enrolled,
    feeling,
    mark,
    place_of,
    published_quiz,
    rate,
    right_answer,
    short,
    single,
    url,
    wrong_answer,
)
from tests.support.factories import SPRING

TEXT = "canary of my own words"


@pytest.fixture
def quiz(db):
    return published_quiz([mark("gift"), rate("replies"), short("sorry"), feeling("days")])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def squeezed(text):
    return " ".join(text.split())


def submitted(attempt, **more):
    return submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING, **more).attempt


def slot_of(attempt, key):
    return load_paper(attempt).slots[place_of(attempt, key) - 1]


# --- in the page


def test_a_passage_is_running_text_with_real_checkboxes(client, attempt):
    slot = slot_of(attempt, "gift")
    answer_one(attempt, slot.place, {"phrases": right_answer(slot)["phrases"][:1]})
    page = soup(client.get(url("question", attempt, slot.place)))
    first, second = page.select(".passage p")
    assert first.text.replace("\u2060", "") == "Leyla: It was my son’s, really a small one."
    assert first.strong.text == "Leyla:"
    assert first.em.text == "really"
    assert len(second.select("label > input[type=checkbox][name=phrases]")) == 2
    assert len(page.select(".passage input[checked]")) == 1
    assert "Mark 2 phrases in the text." in page.text


def test_each_reply_is_a_group_of_five_steps_in_words(client, attempt):
    slot = slot_of(attempt, "replies")
    answer_one(attempt, slot.place, {"ratings": {slot.shown["replies"][0]["id"]: 2}})
    page = soup(client.get(url("question", attempt, slot.place)))
    groups = page.select("fieldset.rating")
    assert [group.legend.text for group in groups] == [row["text"] for row in slot.shown["replies"]]
    assert [label.text for label in groups[0].select("label")] == [
        "Makes it worse", "Makes it a little worse", "Changes little", "Helps a little",
        "Helps a lot",
    ]  # fmt: skip
    assert [field["value"] for field in page.select("fieldset.rating input[checked]")] == ["2"]


def test_a_feeling_shows_line_and_face_and_asks_how_sure(client, attempt):
    slot = slot_of(attempt, "days")
    page = soup(client.get(url("question", attempt, slot.place)))
    assert page.select_one(".heard blockquote").text == "Three days. (quietly)"
    assert page.select_one("svg.face")["aria-label"].startswith("A drawn face: ")
    assert [field["value"] for field in page.select("[name=sure]")] == ["guess", "fairly", "sure"]
    answer_one(attempt, slot.place, {"choice": right_answer(slot)["choice"]})
    assert not slot_of(attempt, "days").is_answered  # how sure is still open


def test_a_feeling_without_a_face_has_none(client, dana, db):
    question = feeling("days")
    del question["face"]
    quiz = published_quiz([question])
    attempt = begin(enrolled(dana, quiz), quiz)
    page = soup(client.get(url("question", attempt, 1)))
    assert page.select_one(".heard blockquote")
    assert page.select("svg.face") == []


# --- a short text: never scored, nobody else's


def test_a_text_may_stay_empty_and_counts_nowhere(client, attempt):
    for key in ("gift", "replies", "days"):
        slot = slot_of(attempt, key)
        answer_one(attempt, slot.place, right_answer(slot))
    assert place_to_resume(attempt) == place_of(attempt, "sorry")
    page = squeezed(soup(client.get(url("submit", attempt))).text)
    assert "Nothing is left open." in page
    assert "Up to you" in page
    done = submitted(attempt)  # without accepting anything unanswered
    assert (done.score, done.max_score, done.passed) == (Decimal(3), Decimal(3), True)
    page = squeezed(soup(client.get(url("result", done))).text)
    assert "3 of 3 answers are right." in page
    assert "For you alone" in page


def test_a_text_lifts_no_score(attempt):
    answer_one(attempt, place_of(attempt, "sorry"), {"text": TEXT})
    done = submitted(attempt, accept_unanswered=True)
    assert (done.score, done.max_score, done.passed) == (Decimal(0), Decimal(3), False)


def test_control_a_scored_text_would_be_asked_for_and_count(attempt, monkeypatch):
    monkeypatch.setattr(TYPES["short"], "IS_SCORED", True)
    with pytest.raises(Unanswered):
        submitted(attempt)
    assert submitted(attempt, accept_unanswered=True).max_score == Decimal(4)


@pytest.mark.parametrize(
    ("draw", "told"),
    [(None, "75 percent, that is 3 of 3"), (2, "75 percent of the questions that are scored")],
)
def test_the_page_before_counts_what_is_scored(client, dana, db, draw, told):
    quiz = published_quiz([single("a"), single("b"), single("c"), short("d")], draw=draw)
    enrollment = enrolled(dana, quiz)
    page = client.get(reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"]))
    text = squeezed(soup(page).text)
    assert told in text
    assert "Short texts that you write are not scored." in text


def test_after_submitting_own_text_models_and_what_to_look_for_stand_together(client, attempt):
    answer_one(attempt, place_of(attempt, "sorry"), {"text": "<b>Mine</b>\nand more"})
    done = submitted(attempt, accept_unanswered=True)
    page = client.get(url("result", done)).content.decode()
    assert "&lt;b&gt;Mine&lt;/b&gt;<br>and more" in page
    assert page.index("Mine") < page.index("canary-sorry-model") < page.index("canary-sorry-fact")


def everything_told(person, sign_in, attempt):
    """Yield what other people and other places get to see."""
    client = sign_in(person)
    enrollment = attempt.enrollment
    for address in (
        url("result", attempt), url("question", attempt, 3), "/learn/", "/team/", "/hr/", "/audit/",
        reverse("api:quiz-result", args=[attempt.uuid]),
        reverse("api:quiz-attempt", args=[attempt.uuid]),
        reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"]),
    ):  # fmt: skip
        yield client.get(address, follow=True).content.decode()


def test_a_text_reaches_nobody_but_its_writer(
    client, sign_in, attempt, milo, omar, vera, ada, theo, capsys, caplog
):
    sent = {"client_seq": "1", "text": TEXT}
    saved = client.post(
        url("save", attempt, 3), sent, headers={"Accept": "application/json"}
    ).content.decode()
    submitted(attempt, accept_unanswered=True)
    told = [saved]
    for person in (milo, omar, vera, ada, theo):
        told += everything_told(person, sign_in, attempt)
    told += [json.dumps(row.detail) for row in AuditEvent.objects.all()]
    told += [json.dumps(vars(row), default=str) for row in OutboxRow.objects.all()]
    told += [caplog.text, "".join(capsys.readouterr())]
    assert [text for text in told if TEXT in text] == []
    assert TEXT in client.get(url("result", attempt)).content.decode()  # the search can find it


# --- feedback, certainty


def test_certainty_costs_no_point_and_weighs_the_words(client, dana, db):
    quiz = published_quiz([feeling("one"), feeling("two"), feeling("three"), feeling("four")])
    attempt = begin(enrolled(dana, quiz), quiz)
    for key, make, sure in (
        ("one", right_answer, "sure"), ("two", right_answer, "guess"),
        ("three", wrong_answer, "fairly"), ("four", wrong_answer, "guess"),
    ):  # fmt: skip
        slot = slot_of(attempt, key)
        answer_one(attempt, slot.place, {"choice": make(slot)["choice"], "sure": sure})
    done = submitted(attempt)
    assert (done.score, done.max_score) == (Decimal(2), Decimal(4))
    page = soup(client.get(url("result", done)))
    said = [found.p.text for found in page.select(".question > .feedback")]
    assert [text.split(",")[0].split(".")[0] for text in said] == [
        "You trusted what you heard", "Your guess was right", "You trusted what you heard",
        "It was another feeling",
    ]  # fmt: skip
    assert len(set(said)) == 4
    panel = page.select_one(".calibration")
    assert "You were right in 50 percent" in panel.text
    assert "This rests on 4 answers." in panel.text
    assert [cell.text for cell in panel.select("tbody td")] == ["2", "1", "1", "0", "1", "1"]
    told = client.get(reverse("api:quiz-result", args=[done.uuid])).json()["calibration"]
    assert (told["answers"], told["right_percent"]) == (4, 50)


def test_one_feeling_makes_no_panel(client, attempt):
    answer_all(attempt)
    done = submitted(attempt)
    assert soup(client.get(url("result", done))).select(".calibration") == []
    told = client.get(reverse("api:quiz-result", args=[done.uuid])).json()
    assert told["calibration"] is None


def test_a_rating_shows_beside_the_experts_once_the_key_may_show(client, attempt):
    slot = slot_of(attempt, "replies")
    near = {reply: max(2, step - 1) for reply, step in right_answer(slot)["ratings"].items()}
    answer_one(attempt, slot.place, {"ratings": near})
    done = submitted(attempt, accept_unanswered=True)
    assert done.score == Decimal("0.5")
    page = soup(client.get(url("result", done)))
    assert page.select(".scale-expert") == page.select(".expert-step") == []
    assert page.text.count("Close") == 3
    again = begin(attempt.enrollment, attempt.quiz)
    answer_all(again)
    submitted(again)
    page = soup(client.get(url("result", done)))
    assert len(page.select(".scale-expert")) == len(page.select(".expert-step")) == 3


# --- the same through the API, with as few queries


def test_the_api_takes_every_type_to_its_end(client, dana, db):
    quiz = published_quiz(ONE_OF_EACH)
    attempt = begin(enrolled(dana, quiz), quiz)
    here = reverse("api:quiz-attempt", args=[attempt.uuid])
    for slot in load_paper(attempt).slots:
        body = {"client_seq": 1, "answer": right_answer(slot)}
        saved = client.put(f"{here}answers/{slot.place}/", body, content_type="application/json")
        assert saved.status_code == 200, saved.content
    told = client.get(here).json()["questions"]
    assert {one["type"]: one["is_scored"] for one in told} == {
        kind: found.IS_SCORED for kind, found in TYPES.items()
    }
    assert [one["answer"] for one in told] == [slot.answer for slot in load_paper(attempt).slots]
    done = client.post(f"{here}submission/", {}, content_type="application/json").json()
    assert (done["passed"], done["max_score"], done["percent"]) == (True, "7.000", "100.00")
    lines = {one["place"]: one for one in done["questions"]}
    short_one = lines[place_of(attempt, "sorry")]
    assert short_one["verdict"] == "unscored"
    assert [line["role"] for line in short_one["lines"]] == [
        "own", "model", "look_for", "look_for",
    ]  # fmt: skip
    assert LessonCompletion.objects.count() == 1


def test_pages_ask_no_more_queries_than_before(client, attempt):
    answer_all(attempt)
    lesson = reverse("enrollments:lesson", args=[attempt.enrollment.uuid, "m1-quiz"])
    for address in (lesson, *(url("question", attempt, n) for n in range(1, 5))):
        assert queries(client, address) <= 8
    done = submitted(attempt)
    assert queries(client, url("result", done)) <= 8
    assert Attempt.objects.count() == 1


def queries(client, address):
    client.get(address)  # what is kept in the process is read once
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len([query for query in found if "SAVEPOINT" not in query["sql"]])
