"""The wait between attempts, and the exceptions that people make: with a reason, never oneself."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse

from audit.models import AuditEvent
from common.clock import now
from common.errors import Conflict, InvalidInput
from enrollments.services.withdraw import withdraw
from quizzes.models import Attempt, ExtraTime, Override
from quizzes.scoring.timing import next_from
from quizzes.services.grant_override import grant_attempt, grant_minutes, set_extra_time
from quizzes.services.start_attempt import TooEarly
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import answer_all, begin, enrolled, published_quiz
from tests.support.factories import SPRING

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def quiz(db):
    return published_quiz(attempts=1, cool_down=90, time_limit=20)


def fail(enrollment, quiz, at=SPRING):
    attempt = begin(enrollment, quiz, at=at)
    return submit_attempt(
        attempt=attempt, by=enrollment.learner, at=at, accept_unanswered=True
    ).attempt


def give(enrollment, quiz, by, at=SPRING, **more):
    service = grant_minutes if "minutes" in more else grant_attempt
    return service(enrollment=enrollment, quiz=quiz, reason="An outage.", by=by, at=at, **more)


@pytest.fixture
def unlimited(db):
    return published_quiz(slug="calm", attempts=None, cool_down=90)


def test_the_next_attempt_waits_and_says_until_when(dana, unlimited):
    enrollment = enrolled(dana, unlimited)
    fail(enrollment, unlimited)
    with pytest.raises(TooEarly, match=r"2 March 2026 at 10:30 \(Europe/Lisbon\)"):
        begin(enrollment, unlimited, at=SPRING + 89 * MINUTE)
    assert begin(enrollment, unlimited, at=SPRING + 90 * MINUTE).ordinal == 2


@pytest.mark.parametrize(
    ("given", "waits"),
    [(-1, True), (0, False), (1, False)],
    ids=["before", "with the end", "after"],
)
def test_an_attempt_given_from_the_end_on_lifts_the_wait(given, waits):
    """As the trigger has it: the very moment of the end counts as after it."""
    lifted_at = SPRING + given * MINUTE
    from_at = next_from(SPRING, cool_down_minutes=90, lifted_at=lifted_at)
    assert from_at == (SPRING + 90 * MINUTE if waits else None)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute of rest"), (59, "59 minutes"), (60, "1 hour of"), (61, "61 minutes"),
     (90, "90 minutes"), (119, "119 minutes"), (120, "2 hours"), (1440, "24 hours")],
)  # fmt: skip
def test_a_wait_is_told_exactly(minutes, words):
    told = render_to_string("quizzes/taking/_wait.html", {"minutes": minutes})
    assert words in told


def test_the_pages_say_from_when(client, dana, unlimited):
    enrollment = enrolled(dana, unlimited)
    fail(enrollment, unlimited, at=now())
    lesson = reverse("enrollments:lesson", args=[enrollment.uuid, "m1-quiz"])
    page = client.get(lesson).content.decode()
    assert "Your next attempt may begin on" in page
    assert "(Europe/Lisbon)" in page
    assert "Try again" not in page
    start = reverse("quizzes:start", args=[enrollment.uuid, "m1-quiz"])
    told = client.post(start, follow=True).content.decode()
    assert "The next attempt may begin on" in told
    assert Attempt.objects.count() == 1


def test_an_extra_attempt_ends_limit_and_wait(enrollment, quiz, omar):
    fail(enrollment, quiz)
    with pytest.raises(Conflict, match="All attempts"):
        begin(enrollment, quiz, at=SPRING + 200 * MINUTE)
    made = give(enrollment, quiz, omar, at=SPRING + MINUTE)
    assert begin(enrollment, quiz, at=SPRING + 2 * MINUTE).ordinal == 2
    line = AuditEvent.objects.get(verb="quiz.override_granted")
    assert (line.reason, line.actor_uuid, line.subject_uuid, line.target_uuid) == (
        "An outage.", omar.uuid, enrollment.learner.uuid, made.uuid,
    )  # fmt: skip


@pytest.mark.parametrize("act", ["attempt", "minutes", "percent"])
def test_nobody_decides_for_themselves(enrollment, quiz, dana, act):
    begin(enrollment, quiz)
    acts = {
        "attempt": lambda: give(enrollment, quiz, dana),
        "minutes": lambda: give(enrollment, quiz, dana, minutes=5),
        "percent": lambda: set_extra_time(
            learner=dana, percent=50, reason="Me.", by=dana, at=SPRING
        ),
    }
    with pytest.raises(InvalidInput, match="themselves"):
        acts[act]()
    assert not Override.objects.exists()
    assert not ExtraTime.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, "a\x00b"])
def test_a_reason_is_needed(enrollment, quiz, omar, reason):
    fail(enrollment, quiz)
    with pytest.raises(InvalidInput, match="reason"):
        grant_attempt(enrollment=enrollment, quiz=quiz, reason=reason, by=omar, at=SPRING)


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_minutes_have_bounds(enrollment, quiz, omar, minutes):
    begin(enrollment, quiz)
    with pytest.raises(InvalidInput, match="minutes"):
        give(enrollment, quiz, omar, minutes=minutes)


@pytest.mark.parametrize("percent", [-1, 301])
def test_percent_has_bounds(dana, omar, percent):
    with pytest.raises(InvalidInput, match="percent"):
        set_extra_time(learner=dana, percent=percent, reason="Agreed.", by=omar, at=SPRING)


def test_what_would_not_help_is_refused(enrollment, quiz, omar, dana, db):
    with pytest.raises(Conflict, match="may begin at any time"):
        give(enrollment, quiz, omar)
    with pytest.raises(Conflict, match="No attempt is running"):
        give(enrollment, quiz, omar, minutes=5)
    attempt = begin(enrollment, quiz)
    with pytest.raises(Conflict, match="An attempt is running"):
        give(enrollment, quiz, omar)
    with pytest.raises(Conflict, match="No attempt is running"):  # its time is over: closed now
        give(enrollment, quiz, omar, minutes=5, at=SPRING + 60 * MINUTE)
    attempt.refresh_from_db()
    assert attempt.closed_by == "time"
    withdraw(enrollment=enrollment, by=omar, at=SPRING)
    enrollment.refresh_from_db()
    with pytest.raises(Conflict, match="closed for this person"):
        give(enrollment, quiz, omar)
    assert not Override.objects.exists()


def test_a_running_attempt_without_a_limit_needs_no_minutes(dana, unlimited, omar):
    enrollment = enrolled(dana, unlimited)
    begin(enrollment, unlimited)
    with pytest.raises(Conflict, match="no time limit"):
        give(enrollment, unlimited, omar, minutes=5)


def test_who_passed_needs_nothing(enrollment, quiz, omar):
    attempt = begin(enrollment, quiz)
    answer_all(attempt)
    submit_attempt(attempt=attempt, by=enrollment.learner, at=SPRING)
    enrollment.refresh_from_db()
    with pytest.raises(Conflict, match=r"passed|closed"):
        give(enrollment, quiz, omar)


def test_the_trail_keeps_percent_and_reason_out(dana, omar):
    set_extra_time(learner=dana, percent=50, reason="A health matter.", by=omar, at=SPRING)
    line = AuditEvent.objects.get(verb="quiz.extra_time_set")
    assert (line.reason, line.detail, line.subject_uuid) == ("", {}, dana.uuid)


# --- the pages of HR and managers


def of_person(person):
    return reverse("quizzes:of-person", args=[person.uuid])


def exception(enrollment):
    return reverse("quizzes:exception", args=[enrollment.learner.uuid, enrollment.uuid, "m1-quiz"])


@pytest.mark.parametrize("who", ["omar", "milo"])
def test_hr_and_manager_give_an_attempt_from_the_page(request, sign_in, enrollment, quiz, who):
    giver = request.getfixturevalue(who)
    fail(enrollment, quiz)
    client = sign_in(giver)
    page = client.get(of_person(enrollment.learner)).content.decode()
    assert "1 of 1 attempts used." in page
    assert exception(enrollment) in page
    sent = {"kind": "attempt", "reason": "The line was down.", "idempotency_key": "k1"}
    for _ in range(2):  # pressed twice
        answer = client.post(exception(enrollment), sent)
        assert (answer.status_code, answer.url) == (302, of_person(enrollment.learner))
    assert Override.objects.get().granted_by == giver
    assert "One more attempt" in client.get(of_person(enrollment.learner)).content.decode()


@pytest.mark.parametrize(("who", "list_"), [("omar", "/hr/follow/"), ("milo", "/team/")])
def test_the_page_of_a_person_leads_back_to_the_list(request, sign_in, enrollment, who, list_):
    client = sign_in(request.getfixturevalue(who))
    page = BeautifulSoup(client.get(of_person(enrollment.learner)).content, "html.parser")
    (back,) = page.select(".crumbs a")
    assert back["href"] == list_
    assert client.get(list_).status_code == 200


def test_hr_gives_minutes_while_an_attempt_runs(sign_in, enrollment, quiz, omar):
    attempt = begin(enrollment, quiz, at=now())
    client = sign_in(omar)
    form = client.get(exception(enrollment)).content.decode()
    assert "More minutes for the attempt that is running" in form
    missing = client.post(exception(enrollment), {"kind": "minutes", "reason": "A fire drill."})
    assert missing.status_code == 400
    assert "Say how many minutes." in missing.content.decode()
    assert "A fire drill." in missing.content.decode()
    sent = {"kind": "minutes", "minutes": "10", "reason": "A fire drill."}
    assert client.post(exception(enrollment), sent).status_code == 302
    later = Attempt.objects.get().deadline_at
    assert later == attempt.deadline_at + 10 * MINUTE


def test_only_hr_sets_extra_time(sign_in, dana, enrollment, omar, milo, ines):
    address = reverse("quizzes:extra-time", args=[dana.uuid])
    for stranger in (milo, ines, dana):
        assert sign_in(stranger).get(address).status_code == 404
    assert "Extra time" not in sign_in(milo).get(of_person(dana)).content.decode()
    client = sign_in(omar)
    assert client.post(address, {"percent": "301", "reason": "Agreed."}).status_code == 400
    assert client.post(address, {"percent": "25", "reason": "Agreed."}).status_code == 302
    assert "25 percent longer" in client.get(of_person(dana)).content.decode()


def test_no_page_of_theirs_tells_an_answer_or_a_score(sign_in, enrollment, quiz, omar, milo):
    attempt = begin(enrollment, quiz)
    answer_all(attempt, wrong=("sofa",))
    submit_attempt(attempt=attempt, by=enrollment.learner, at=SPRING)
    for person in (omar, milo):
        for address in (of_person(enrollment.learner), exception(enrollment)):
            page = sign_in(person).get(address).content.decode()
            assert not [
                word for word in ("canary", "75 %", "75%", "75 percent", "3 of 4") if word in page
            ]


def test_the_api_gives_and_refuses(sign_in, enrollment, quiz, omar):
    fail(enrollment, quiz)
    client = sign_in(omar)
    address = reverse("api:quiz-exceptions", args=[enrollment.learner.uuid])
    sent = {"enrollment": str(enrollment.uuid), "lesson": "m1-quiz", "kind": "attempt",
            "reason": "The line was down."}  # fmt: skip
    made = client.post(address, sent, content_type="application/json")
    assert made.status_code == 201
    assert Override.objects.get().uuid.hex == made.json()["uuid"].replace("-", "")
    for broken, status in (
        ({**sent, "minutes": 5}, 400), ({**sent, "kind": "minutes"}, 400),
        ({**sent, "kind": "score"}, 400), ({**sent, "reason": ""}, 400),
        ({**sent, "lesson": "l1-1"}, 404), (sent, 409),
        ({**sent, "kind": "minutes", "minutes": 2**63}, 400),
    ):  # fmt: skip
        told = client.post(address, broken, content_type="application/json")
        assert (told.status_code, told["Content-Type"]) == (status, "application/problem+json")
    assert Override.objects.count() == 1
    extra = reverse("api:extra-time", args=[enrollment.learner.uuid])
    given = client.post(
        extra, {"percent": 25, "reason": "Agreed."}, content_type="application/json"
    )
    assert (given.status_code, given.json()["percent"]) == (201, 25)
