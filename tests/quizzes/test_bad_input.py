"""What cannot be used is refused in words, and nothing is stored."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.html import escape

from common.errors import InvalidInput
from enrollments.services.withdraw import withdraw
from quizzes.models import Attempt, Response
from quizzes.question_types import TYPES
from quizzes.selectors.paper import load_paper
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    ONE_OF_EACH,
    answer_one,
    enrolled,
    place_of,
    published_quiz,
    right_answer,
    url,
)
from tests.support.factories import SPRING

HUGE = "x" * 5_000_000


def answer_url(attempt, place):
    return reverse("api:quiz-answer", args=[attempt.uuid, place])


def put(client, attempt, place, body):
    return client.put(answer_url(attempt, place), body, content_type="application/json")


def slots(attempt):
    return {slot.question.key: slot for slot in load_paper(attempt).slots}


def ids(slot, name):
    return [row["id"] for row in slot.question.body[name]]


BAD_ANSWERS = {
    "option of another question": lambda s: ("sofa", {"choice": ids(s["openings"], "choices")[0]}),
    "unknown option": lambda s: ("sofa", {"choice": "b"}),
    "two ways of writing": lambda s: ("sofa", {"choices": ids(s["sofa"], "choices")[:1]}),
    "list for a text": lambda s: ("sofa", {"choice": ids(s["sofa"], "choices")[:1]}),
    "number": lambda s: ("sofa", {"choice": 1}),
    "bool": lambda s: ("sofa", {"choice": True}),
    "object": lambda s: ("sofa", {"choice": {"id": "x"}}),
    "more fields": lambda s: ("sofa", {"choice": None, "correct": True}),
    "no object": lambda s: ("sofa", "x"),
    "text with a comma": lambda s: ("sofa", "1,5"),
    "too many choices": lambda s: ("openings", {"choices": ids(s["openings"], "choices")[:3]}),
    "the same choice twice": lambda s: (
        "openings",
        {"choices": ids(s["openings"], "choices")[:1] * 2},
    ),
    "null among choices": lambda s: ("openings", {"choices": [None]}),
    "choices as text": lambda s: ("openings", {"choices": "abc"}),
    "list among choices": lambda s: ("openings", {"choices": [["a"]]}),
    "very many choices": lambda s: ("openings", {"choices": ["a"] * 5000}),
    "foreign prompt": lambda s: ("words", {"pairs": {"x": ids(s["words"], "answers")[0]}}),
    "foreign answer": lambda s: ("words", {"pairs": {ids(s["words"], "prompts")[0]: "x"}}),
    "prompt as answer": lambda s: (
        "words",
        {"pairs": {ids(s["words"], "prompts")[0]: ids(s["words"], "prompts")[1]}},
    ),
    "pairs as a list": lambda s: ("words", {"pairs": [["a", "b"]]}),
    "list as answer": lambda s: ("words", {"pairs": {ids(s["words"], "prompts")[0]: ["x"]}}),
    "order too short": lambda s: ("steps", {"order": ids(s["steps"], "items")[:2]}),
    "order too long": lambda s: ("steps", {"order": ids(s["steps"], "items") * 2}),
    "item twice": lambda s: (
        "steps",
        {"order": ids(s["steps"], "items")[:2] + ids(s["steps"], "items")[:1]},
    ),
    "order of places": lambda s: ("steps", {"order": [1, 2, 3]}),
    "phrase of another question": lambda s: ("gift", {"phrases": ids(s["sofa"], "choices")[:1]}),
    "too many phrases": lambda s: ("gift", {"phrases": ids(s["gift"], "phrases")[:3]}),
    "the same phrase twice": lambda s: ("gift", {"phrases": ids(s["gift"], "phrases")[:1] * 2}),
    "phrases as an object": lambda s: ("gift", {"phrases": {"a": 1}}),
    "an author's key": lambda s: ("gift", {"phrases": ["turn-a"]}),
    "step above the scale": lambda s: (
        "replies",
        {"ratings": {ids(s["replies"], "replies")[0]: 6}},
    ),
    "step below the scale": lambda s: (
        "replies",
        {"ratings": {ids(s["replies"], "replies")[0]: 0}},
    ),
    "negative step": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: -1}}),
    "huge step": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: 10**30}}),
    "half a step": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: 2.5}}),
    "step in words": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: "4"}}),
    "step as yes": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: True}}),
    "step as a list": lambda s: ("replies", {"ratings": {ids(s["replies"], "replies")[0]: [4]}}),
    "rating of another question": lambda s: (
        "replies",
        {"ratings": {ids(s["sofa"], "choices")[0]: 4}},
    ),
    "ratings as a list": lambda s: ("replies", {"ratings": [1, 2, 3]}),
    "a text too long": lambda s: ("sorry", {"text": "x" * 61}),
    "a text far too long": lambda s: ("sorry", {"text": "x" * 60_000}),
    "a zero byte": lambda s: ("sorry", {"text": "I am \0 sorry."}),
    "a bell": lambda s: ("sorry", {"text": "\a"}),
    "a text as a list": lambda s: ("sorry", {"text": ["I am sorry."]}),
    "a text as a number": lambda s: ("sorry", {"text": 4}),
    "no text": lambda s: ("sorry", {"text": None}),
    "a choice for a text": lambda s: ("sorry", {"choice": "x"}),
    "feeling of another question": lambda s: (
        "days",
        {"choice": ids(s["sofa"], "choices")[0], "sure": "sure"},
    ),
    "unknown certainty": lambda s: ("days", {"sure": "very"}),
    "certainty as a number": lambda s: ("days", {"sure": 3}),
    "certainty as a list": lambda s: ("days", {"sure": ["sure"]}),
    "a feeling with more": lambda s: ("days", {"choice": None, "sure": None, "points": 1}),
    "nothing named": lambda s: ("days", {}),
}


@pytest.fixture
def quiz(db):
    return published_quiz(ONE_OF_EACH)


@pytest.mark.parametrize("name", sorted(BAD_ANSWERS))
def test_bad_answers_are_refused_in_words(client, attempt, name):
    key, answer = BAD_ANSWERS[name](slots(attempt))
    answer = put(client, attempt, place_of(attempt, key), {"client_seq": 1, "answer": answer})
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error["field"] == "answer"
    assert error["message"].endswith(".")
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "seq",
    [0, -1, 2**31, 2**63, 10**30, 1.5, "1e3", "0x1", "", "one", None, True, [1], {"n": 1}, "١"],
)
def test_bad_sequence_numbers_are_refused(client, attempt, seq):
    slot = slots(attempt)["sofa"]
    body = {"client_seq": seq, "answer": right_answer(slot)}
    answer = put(client, attempt, slot.place, body)
    assert answer.status_code == 400, answer.content
    assert "client_seq" in answer.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 60_000,
        b'{"client_seq": 1, "client_seq": 2}',
        b'{"client_seq": NaN, "answer": null}',
        b"\xff\xfe",
        b'{"answer": null}',
        b'{"client_seq": 1}',
        b'{"answer": "' + b"x" * 100_000 + b'"}',
        f'{{"client_seq": 1, "answer": {{"choice": "{HUGE}"}}}}'.encode(),
        b'{"client_seq": 1, "answer": {"choice": "\\u0000"}}',
        b'{"client_seq": 1, "answer": {"choice": "\\ud800"}}',
    ],
    ids=lambda body: body[:24].decode(errors="replace"),
)  # fmt: skip
def test_bad_bodies_are_400_and_small(client, attempt, body):
    place = place_of(attempt, "sofa")
    answer = client.generic("PUT", answer_url(attempt, place), body, "application/json")
    assert answer.status_code == 400
    assert len(answer.content) < 2000
    assert not Response.objects.exists()


def test_a_form_of_five_megabytes_is_refused(client, attempt):
    answer = client.post(url("save", attempt, 1), {"client_seq": "1", "choice": HUGE})
    assert answer.status_code in {400, 413}
    assert not Response.objects.exists()


def test_a_text_of_five_megabytes_is_refused_on_both_ways(client, attempt):
    place = place_of(attempt, "sorry")
    answer = client.post(url("save", attempt, place), {"client_seq": "1", "text": HUGE})
    assert answer.status_code in {400, 413}
    assert put(client, attempt, place, {"client_seq": 1, "answer": {"text": HUGE}}).status_code in {
        400, 413,
    }  # fmt: skip
    assert not Response.objects.exists()


def test_a_text_that_is_refused_stays_in_its_field_and_says_by_how_much(client, attempt):
    place, text = place_of(attempt, "sorry"), "First line\r\n" + "y" * 52
    page = client.post(url("save", attempt, place), {"client_seq": "1", "text": text})
    told = page.content.decode()
    assert page.status_code == 400
    assert "y" * 52 + "</textarea>" in told
    assert "Your text is 3 characters longer than the 60 that fit here." in told
    assert not Response.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\x7fb", "a\ud83d", "\udc00"])
def test_signs_that_cannot_be_kept_are_refused(text):
    with pytest.raises(InvalidInput, match="cannot be kept"):
        TYPES["short"].parse({"limit": 60}, {"text": text})


@pytest.mark.parametrize("text", ["é" * 60, "👩🏽‍💼" * 15, "שלום", "a\tb\nc", "<b>&amp;", "İ"])
def test_text_of_any_script_is_kept_as_it_is(client, attempt, text):
    place = place_of(attempt, "sorry")
    assert (
        put(client, attempt, place, {"client_seq": 1, "answer": {"text": text}}).status_code == 200
    )
    assert Response.objects.get().answer == {"text": text}
    page = client.get(url("question", attempt, place)).content.decode()
    assert f">{escape(text)}</textarea>" in page


@pytest.mark.parametrize("step", ["0", "6", "four", "4.0", "４", "-1", "9" * 50])
def test_a_form_with_a_step_beside_the_scale_is_refused(client, attempt, step):
    slot = slots(attempt)["replies"]
    sent = {"client_seq": "1", f"rate-{ids(slot, 'replies')[0]}": step}
    assert client.post(url("save", attempt, slot.place), sent).status_code == 400
    assert not Response.objects.exists()


def test_a_form_with_too_many_marks_keeps_them_and_says_what_to_do(client, attempt):
    slot = slots(attempt)["openings"]
    chosen = ids(slot, "choices")[:3]
    answer = client.post(url("save", attempt, slot.place), {"client_seq": "1", "choices": chosen})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "You marked 3" in page
    assert page.count(" checked") == 3
    assert not Response.objects.exists()


@pytest.mark.parametrize("place", [0, 9, 10**9])
def test_a_place_that_is_not_there_is_404(client, attempt, place):
    assert client.get(url("question", attempt, place)).status_code == 404
    assert client.post(url("save", attempt, place), {"client_seq": 1}).status_code == 404
    body = {"client_seq": 1, "answer": None}
    assert put(client, attempt, place, body).status_code == 404


# --- V2: every id of an address counts


def changed_addresses(name, attempt, other, *more):
    good = [attempt.enrollment.uuid, "m1-quiz", attempt.uuid]
    for at, foreign in enumerate([other.enrollment.uuid, "l1-1", other.uuid]):
        yield reverse(f"quizzes:{name}", args=[*good[:at], foreign, *good[at + 1 :], *more])


def test_ids_of_another_scope_are_404_and_change_nothing(client, sign_in, attempt, quiz, omar):
    from tests.quizzes.conftest import begin

    other = begin(enrolled(omar, quiz), quiz)
    slot = slots(other)["sofa"]
    for name, more in (("question", [1]), ("save", [1]), ("submit", []), ("result", [])):
        for address in changed_addresses(name, attempt, other, *more):
            for ask in (client.get, client.post):
                assert ask(address, {"client_seq": 1}).status_code in {404, 405}, address
    absent = reverse("api:quiz-attempt", args=[uuid.uuid4()])
    foreign = reverse("api:quiz-attempt", args=[other.uuid])
    for rest, method in (("", "get"), ("result/", "get"), ("submission/", "post"),
                         (f"answers/{slot.place}/", "put")):  # fmt: skip
        body = {} if method == "get" else {"client_seq": 1, "answer": right_answer(slot)}
        more = {} if method == "get" else {"content_type": "application/json"}
        answers = [getattr(client, method)(f"{at}{rest}", body, **more) for at in (foreign, absent)]
        assert [found.status_code for found in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert not Response.objects.exists()
    assert set(Attempt.objects.values_list("state", flat=True)) == {"in_progress"}


def test_managers_hr_auditors_and_admins_do_not_read_answers(
    sign_in, attempt, milo, omar, vera, ada, theo
):
    for person in (milo, omar, vera, ada, theo):
        stranger = sign_in(person)
        assert stranger.get(url("question", attempt, 1)).status_code == 404
        assert stranger.get(reverse("api:quiz-attempt", args=[attempt.uuid])).status_code == 404


def test_signed_out_people_are_sent_to_sign_in_and_nothing_is_lost(client, attempt):
    slot = slots(attempt)["sofa"]
    answer_one(attempt, slot.place, right_answer(slot))
    client.logout()
    answer = client.post(url("save", attempt, slot.place), {"client_seq": 2})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert slots(attempt)["sofa"].answer == right_answer(slot)


# --- the state says no


def test_after_submitting_nothing_is_stored(client, attempt):
    submit_attempt(
        attempt=attempt, by=attempt.enrollment.learner, at=SPRING, accept_unanswered=True
    )
    slot = slots(attempt)["sofa"]
    answer = put(client, attempt, slot.place, {"client_seq": 1, "answer": right_answer(slot)})
    assert answer.status_code == 409
    told = client.post(
        url("save", attempt, slot.place), {"client_seq": 1}, headers={"Accept": "application/json"}
    )
    assert (told.status_code, told.json()["url"]) == (409, url("result", attempt))
    assert client.post(url("save", attempt, 1), {"client_seq": 1}).url == url("result", attempt)
    assert client.get(url("question", attempt, 1)).url == url("result", attempt)
    assert not Response.objects.exists()


def test_a_result_before_submitting_leads_back(client, attempt):
    assert client.get(url("result", attempt)).url == url("question", attempt, 1)
    told = client.get(reverse("api:quiz-result", args=[attempt.uuid]))
    assert told.status_code == 409


def test_a_start_in_a_withdrawn_or_foreign_enrollment_is_404(client, enrollment, quiz, omar):
    foreign = enrolled(omar, quiz)
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    for one in (enrollment, foreign):
        address = reverse("quizzes:start", args=[one.uuid, "m1-quiz"])
        assert client.post(address).status_code == 404
        body = {"enrollment": str(one.uuid), "lesson": "m1-quiz"}
        told = client.post(reverse("api:quiz-attempts"), body, content_type="application/json")
        assert told.status_code == 404
    assert client.post(reverse("quizzes:start", args=[enrollment.uuid, "l1-1"])).status_code == 404
    assert not Attempt.objects.exists()


def test_a_start_of_a_reading_lesson_is_404(client, enrollment):
    address = reverse("quizzes:start", args=[enrollment.uuid, "l1-1"])
    assert client.post(address).status_code == 404


def test_a_get_changes_nothing(client, attempt):
    address = reverse("quizzes:start", args=[attempt.enrollment.uuid, "m1-quiz"])
    assert client.get(address).status_code == 302
    assert client.get(url("save", attempt, 1)).status_code == 302
    assert client.delete(address).status_code == 405
    assert client.put(url("save", attempt, 1)).status_code == 405
    assert client.get(url("submit", attempt)).status_code == 200
    assert Attempt.objects.get().state == "in_progress"


def test_a_post_without_the_token_is_403(attempt, dana):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(dana)
    assert strict.post(url("submit", attempt), {"accept_unanswered": "yes"}).status_code == 403
    assert strict.post(url("save", attempt, 1), {"client_seq": 1}).status_code == 403
    assert Attempt.objects.get().state == "in_progress"


def test_every_type_stands_in_the_table():
    tried = {BAD_ANSWERS[name](SlotsByAnyName())[0] for name in BAD_ANSWERS}
    assert {one["type"] for one in ONE_OF_EACH if one["key"] in tried} == set(TYPES)


class SlotsByAnyName(dict):
    """Slots of which only the names matter."""

    def __missing__(self, key):
        rows = [{"id": "x"}] * 4
        names = ("choices", "prompts", "answers", "items", "phrases", "replies")
        question = SimpleNamespace(body=dict.fromkeys(names, rows))
        return SimpleNamespace(question=question)
