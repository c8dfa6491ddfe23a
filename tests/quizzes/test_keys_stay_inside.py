"""Canaries in keys and feedback of every type: no page or answer shows one before its time."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from quizzes.question_types import TYPES
from quizzes.selectors.paper import load_paper
from quizzes.services.grant_override import grant_attempt
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    ONE_OF_EACH,
    answer_all,
    answer_one,
    begin,
    enrolled,
    published_quiz,
    url,
    wrong_answer,
)
from tests.support.factories import SPRING

# What is said of a choice; authors' own keys are no secret by themselves, yet they may hint.
INSIDE = (
    "canary", "sofa-b", "openings-a", "words-one", "steps-first", "turn-a", "replies-high",
    "days-b", "answer_key", "correct", "expert",
)  # fmt: skip


@pytest.fixture
def quiz(db):
    return published_quiz(ONE_OF_EACH)


NONSENSE = {
    "choice": "nonsense", "choices": ["x"] * 9, "order": ["x"], "match-x": "y",
    "phrases": ["x"] * 9, "rate-x": "9", "text": "x" * 99, "sure": "very",
}  # fmt: skip


def leaks(response) -> list[str]:
    told = response.content.decode() + json.dumps(dict(response.headers))
    return [word for word in INSIDE if word in told]


def everything_a_learner_can_ask(client, attempt):
    """Yield each answer of the server about an attempt, pages and API alike."""
    enrollment = attempt.enrollment
    yield client.get(reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"]))
    yield client.get(reverse("enrollments:course", args=["empathy"]))
    yield client.get(url("submit", attempt))
    yield client.get(url("result", attempt), follow=True)
    yield client.post(url("submit", attempt))
    api = reverse("api:quiz-attempt", args=[attempt.uuid])
    yield client.get(api)
    yield client.get(f"{api}result/")
    yield client.post(f"{api}submission/", {}, content_type="application/json")
    yield client.post(
        reverse("api:quiz-attempts"),
        {"enrollment": str(enrollment.uuid), "lesson": "m1-quiz"},
        content_type="application/json",
    )
    for slot in load_paper(attempt).slots:
        yield from everything_about(client, attempt, slot, api)


def everything_about(client, attempt, slot, api):
    yield client.get(url("question", attempt, slot.place))
    yield client.get(url("question", attempt, slot.place), headers={"HX-Request": "true"})
    for accept in ("text/html", "application/json"):
        for sent in ({}, {"client_seq": "1", **NONSENSE}):
            yield client.post(
                url("save", attempt, slot.place), sent, headers={"Accept": accept}, follow=True
            )
    for seq, answer in ((slot.stored_seq + 1, wrong_answer(slot)), (1, None), (9, {"a": 1})):
        yield client.put(
            f"{api}answers/{slot.place}/",
            {"client_seq": seq, "answer": answer},
            content_type="application/json",
        )


def test_every_type_stands_in_the_crawl_with_a_canary_wherever_it_could_leak():
    assert {one["type"] for one in ONE_OF_EACH} == set(TYPES)
    assert [way for one in ONE_OF_EACH for way in without_canary(one)] == []


# Fields of a package file that learners may read at any time; every other text is kept inside.
OPEN = {
    "single": {"choices.text"},
    "choose": {"choices.text", "choose"},
    "matching": {"pairs.prompt", "pairs.answer", "distractors.answer"},
    "ordering": {"items.text"},
    "mark": {"passage", "mark"},
    "rate": {"replies.text"},
    "short": {"limit"},
    "feeling": {"line", "face", "choices.text"},
}
VERDICTS = {"correct", "expert"}  # numbers and a yes or no: the pages are searched for the names


def without_canary(question) -> list[str]:
    """Return the fields of a type that stay inside and hold no word that the crawl looks for."""
    schema, found = TYPES[question["type"]].SCHEMA, []
    for name, rule in schema.items():
        inner = rule.get("items", {}).get("properties", {None: None})
        rows = question.get(name) if isinstance(question.get(name), list) else [question.get(name)]
        for field in inner:
            way = f"{name}.{field}" if field else name
            if way in OPEN[question["type"]] or field in VERDICTS:
                continue
            told = [row[field] if field else row for row in rows or []]
            silent = not any(word in str(text) for text in told for word in INSIDE)
            if silent and way != "distractors.key":
                found.append(way)
    return found


def test_the_search_for_canaries_sees_a_field_without_one():
    silent = {**ONE_OF_EACH[-1]}
    silent["choices"] = [{**row, "feedback": "Well."} for row in silent["choices"]]
    assert without_canary(silent) == ["choices.feedback"]
    assert without_canary({**ONE_OF_EACH[6], "models": ["Well."]}) == ["models"]


def test_an_attempt_in_progress_shows_no_key_and_no_feedback(client, attempt):
    answer_one(attempt, 1, wrong_answer(load_paper(attempt).slots[0]))
    crawled = list(everything_a_learner_can_ask(client, attempt))
    assert len(crawled) > 80
    assert [leaks(found) for found in crawled] == [[] for _ in crawled]
    assert {found.status_code for found in crawled} >= {200, 400, 409}
    assert all(found.status_code < 500 for found in crawled)


def test_the_crawl_sees_a_leak(client, attempt, monkeypatch):
    from quizzes.question_types import choices

    def careless(body, arrangement):
        return {"choices": [{**row, "text": "canary"} for row in body["choices"]]}

    monkeypatch.setattr(choices, "present", careless)
    monkeypatch.setattr(TYPES["single"], "present", careless)
    assert any(leaks(found) for found in everything_a_learner_can_ask(client, attempt))


def deeply_poisoned(value):
    """Return the value with a canary in every object, however deep."""
    if isinstance(value, dict):
        return {name: deeply_poisoned(inner) for name, inner in value.items()} | {"canary": 1}
    return [deeply_poisoned(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_what_is_stored_to_be_shown_holds_named_fields_only(quiz, kind):
    question = quiz.questions.get(type=kind)
    told = json.dumps(question.body)
    assert not any(word in told for word in INSIDE)
    poisoned = deeply_poisoned(question.body)
    arrangement = {
        name: [row["id"] for row in rows]
        for name, rows in question.body.items()
        if isinstance(rows, list)
    }
    assert "canary" not in json.dumps(TYPES[kind].present(poisoned, arrangement))


def test_the_place_of_an_option_tells_nothing(quiz):
    for question in quiz.questions.all():
        for rows in question.body.values():
            if isinstance(rows, list):
                ids = [row["id"] for row in rows]
                assert ids == sorted(ids)


def result_page(client, attempt, **submitted):
    submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING, **submitted)
    page = client.get(url("result", attempt)).content.decode()
    api = client.get(reverse("api:quiz-result", args=[attempt.uuid])).content.decode()
    return page, api


def test_a_failed_attempt_gives_feedback_on_own_choices_only(client, attempt):
    answer_all(attempt, wrong=tuple(attempt.question_keys()))
    slots = {slot.question.key: slot for slot in load_paper(attempt).slots}
    for told in result_page(client, attempt):
        assert "canary-sofa-b" not in told  # the right one
        assert ("canary-sofa-a" in told) != ("canary-sofa-c" in told)  # the one chosen
        assert "canary-openings-b" in told
        assert "canary-openings-a" not in told
        assert "canary-openings-d" not in told
        assert "canary-words" not in told  # each reason names the answer that belongs here
        assert "canary-extra" in told
        assert "canary-steps-second" in told  # upside down, the middle one stands right
        assert "canary-steps-first" not in told
        assert "what it costs" in told
        assert slots["steps"].question.answer_key["order"][0] not in told
        assert "canary-gift-b" in told
        assert "canary-gift-a" not in told
        assert "canary-replies" not in told  # each reason names the rating
        assert 'expected_at": 5' not in told.replace(":5", ": 5")
        assert "canary-sorry-model" in told  # written for oneself: to compare, not to score
        assert "canary-days-b" not in told
        assert "You trusted what you heard, and it was another feeling." in told


def test_without_answers_there_is_no_feedback(client, attempt):
    for told in result_page(client, attempt, accept_unanswered=True):
        assert "canary" not in told


def test_after_passing_everything_shows(client, attempt):
    answer_all(attempt, wrong=("sofa",))
    for told in result_page(client, attempt):
        for word in (
            "sofa-a", "sofa-b", "sofa-c", "openings-b", "words-one", "steps-third",
            "gift-d", "replies-low", "sorry-fact", "days-c",
        ):  # fmt: skip
            assert f"canary-{word}" in told


def test_when_no_attempt_is_left_everything_shows(client, enrollment, quiz):
    for _ in range(2):
        page, _api = result_page(client, begin(enrollment, quiz), accept_unanswered=True)
        assert "canary" not in page
    page, _api = result_page(client, begin(enrollment, quiz), accept_unanswered=True)
    assert "canary-sofa-b" in page
    assert "All attempts are used." in page


def test_a_later_open_attempt_keeps_the_key_inside(client, enrollment, quiz):
    for _ in range(2):
        attempt = begin(enrollment, quiz)
        result_page(client, attempt, accept_unanswered=True)
    begin(enrollment, quiz)  # the last one, still open
    assert "canary" not in client.get(url("result", attempt)).content.decode()


# --- the review policies, over every page and every answer of the API


def every_answer_about(client, attempts):
    for attempt in attempts:
        yield from everything_a_learner_can_ask(client, attempt)


def key_told(client, attempts) -> bool:
    """Return whether anything a learner can ask tells a choice that was not theirs."""
    right = ("canary-sofa-b", "canary-openings-a", "canary-words-one", "canary-steps-first")
    answers = [answer.content.decode() for answer in every_answer_about(client, attempts)]
    assert len(answers) > 30
    return any(word in told for told in answers for word in right)


ALL_WRONG = ("sofa", "openings", "words", "steps")
# policy: after a failed attempt · while a second is open · after passing · with no attempt left
POLICIES = {
    "after_attempt": (True, False, True, True),
    "after_passing": (False, False, True, True),
    "never": (False, False, None, False),
}


@pytest.fixture(params=sorted(POLICIES))
def policy(request):
    return request.param


def failed(enrollment, quiz):
    attempt = begin(enrollment, quiz)
    answer_all(attempt, wrong=ALL_WRONG)
    return submit_attempt(attempt=attempt, by=enrollment.learner, at=SPRING).attempt


def test_each_policy_holds_after_a_failed_attempt_and_while_another_is_open(
    client, dana, policy, db
):
    quiz = published_quiz(review=policy)
    enrollment = enrolled(dana, quiz)
    first = failed(enrollment, quiz)
    page = client.get(url("result", first)).content.decode()
    assert ("canary-sofa-b" in page) == POLICIES[policy][0]
    second = begin(enrollment, quiz)
    assert key_told(client, [first, second]) == POLICIES[policy][1]


def test_beside_the_last_attempt_that_runs_no_result_speaks_of_what_is_left(client, dana, db):
    quiz = published_quiz(attempts=2)
    enrollment = enrolled(dana, quiz)
    first = failed(enrollment, quiz)
    assert "1 attempt is left." in client.get(url("result", first)).content.decode()
    begin(enrollment, quiz)
    page = client.get(url("result", first)).content.decode()
    assert "All attempts are used." not in page
    assert "attempts are left" not in page
    assert "Continue the quiz" in page


def test_each_policy_holds_when_no_attempt_is_left(client, dana, policy, db):
    quiz = published_quiz(review=policy, attempts=1)
    first = failed(enrolled(dana, quiz), quiz)
    assert key_told(client, [first]) == POLICIES[policy][3]
    page = client.get(url("result", first)).content.decode()
    assert "All attempts are used." in page
    assert ("The right answers show below." in page) == POLICIES[policy][3]


def test_each_policy_holds_after_passing(client, dana, policy, db):
    quiz = published_quiz(review=policy, pass_mark=25)
    attempt = begin(enrolled(dana, quiz), quiz)
    answer_all(attempt, wrong=("sofa", "openings", "steps"))
    submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING)
    page = client.get(url("result", attempt)).content.decode()
    shows = POLICIES[policy][2] is True
    assert ("canary-sofa-b" in page) == shows
    assert ("with the right answers" in page) == shows


def test_under_never_own_choices_keep_their_feedback(client, dana, db):
    quiz = published_quiz(review="never", attempts=1)
    first = failed(enrolled(dana, quiz), quiz)
    page = client.get(url("result", first)).content.decode()
    assert ("canary-sofa-a" in page) != ("canary-sofa-c" in page)
    assert "what it costs" in page


def test_an_extra_attempt_takes_the_key_back(client, dana, omar, db):
    quiz = published_quiz(attempts=1)
    enrollment = enrolled(dana, quiz)
    first = failed(enrollment, quiz)
    assert "canary-sofa-b" in client.get(url("result", first)).content.decode()
    grant_attempt(enrollment=enrollment, quiz=quiz, reason="An outage.", by=omar, at=SPRING)
    assert "canary-sofa-b" not in client.get(url("result", first)).content.decode()
