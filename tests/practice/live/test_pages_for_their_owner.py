"""The pages of a live lesson: what each role sees, few queries, 404 for everybody else."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils.html import escape

from common.private_text import new_key
from practice.live.card import BEHAVIORS
from practice.models import LiveCard, LiveNote, LiveSession
from practice.services.runs.set_comfort import set_comfort
from tests.practice.live.conftest import at, begun, debriefed, published, room, send, signed_in
from tests.practice.live.made import THREE
from tests.support.factories import EnrollmentFactory, published_course

MINE = reverse("practice:live-mine")
EXPORT = reverse("practice:live-export")
CARDS = ("The first card", "The second card", "The third card")


def text_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_the_room_says_what_happens_and_who_sees_it(client, enrollment):
    text = text_of(client, room(enrollment))
    for words in ("Three people, three chairs.", "Lantern", "3 rounds of about 4 minutes",
                  "Nobody sees how it went", "voluntary", "Lesson l1-1", "Observer"):  # fmt: skip
        assert words in text
    assert not any(card in text for card in CARDS)


def test_a_pair_chooses_among_two_roles(client, pair):
    text = text_of(client, room(pair))
    assert 'value="listener"' in text
    assert 'value="observer"' not in text


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("speaker", ("The first card", "It was a present.", "Tell it as if"), ("Say it back.",)),
        ("listener", ("Three things to try", "Say it back."), ("The first card", "level-1")),
        ("observer", ("While you watch", "Write down words.", "level-1-notice"),
         ("The first card", "level-1-ask")),
    ],
)  # fmt: skip
def test_each_role_sees_its_own_page(client, enrollment, role, shown, hidden):
    text = text_of(client, at(enrollment, "round", begun(client, enrollment, role)))
    assert [words for words in shown if words not in text] == []
    assert [words for words in hidden if words in text] == []


def test_the_speaker_of_each_round_has_another_card(client, enrollment):
    session = begun(client, enrollment, "observer")
    send(client, enrollment, session, "on", number=1)
    text = text_of(client, at(enrollment, "round", session))
    assert [card for card in CARDS if card in text] == ["The second card"]


def test_nothing_says_how_many_minutes_but_words_where_no_clock_is_wanted(client, enrollment):
    url = at(enrollment, "round", begun(client, enrollment))
    assert "data-live-timer" in text_of(client, url)
    text = text_of(client, f"{url}?timer=off")
    assert "data-live-timer" not in text
    assert "live-clock.js" not in text
    assert "About 4 minutes" in text
    assert "data-live-timer" in text_of(client, f"{url}?timer=nonsense")


def test_whoever_wants_no_timers_gets_none(client, enrollment, dana):
    set_comfort(by=dana, intensity_cap=3, shows_meters=True, shows_timer=False, shows_voice=True)
    url = at(enrollment, "round", begun(client, enrollment))
    assert "data-live-timer" not in text_of(client, url)
    assert "data-live-timer" in text_of(client, f"{url}?timer=on")


def test_the_choice_of_a_clock_goes_along(client, enrollment):
    session = begun(client, enrollment)
    body = {"go": "on", "round": 1, "revision": 0, "timer": "off"}
    response = client.post(at(enrollment, "round", session), body)
    assert response.headers["Location"].endswith("?timer=off")


def test_the_debrief_asks_the_speaker_first_and_shows_what_was_marked(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", level_notice="3", words_notice="“somebody else’s”")
    for number in (2, 3):
        send(client, enrollment, session, "on", number=number)
    text = text_of(client, at(enrollment, "debrief", session))
    places = [text.index(q) for q in ("What reached you?", "What did you try?", "What did you see")]
    assert places == sorted(places)
    assert "“somebody else’s”" in text
    assert str(BEHAVIORS[0].levels[2]) in text


def test_stopping_is_met_without_a_word_of_blame(client, enrollment):
    session = begun(client, enrollment)
    response = send(client, enrollment, session, "stop")
    text = text_of(client, response.headers["Location"])
    assert "That is fine" in text
    assert "nobody is told" in text


def test_a_note_is_kept_shown_changed_and_taken_along(client, enrollment):
    session = debriefed(client, enrollment)
    url = at(enrollment, "debrief", session)
    assert client.post(url, {"text": "Wait longer.", "revision": 0}).status_code == 302
    assert "Wait longer.</textarea>" in text_of(client, url)
    assert client.post(url, {"text": "Wait.", "revision": 1}).status_code == 302
    told = client.get(EXPORT)
    assert "attachment" in told["Content-Disposition"]
    assert "no-store" in told["Cache-Control"]
    (found,) = told.json()["sessions"]
    assert found["note"] == "Wait."
    assert [one["role"] for one in found["rounds"]] == ["observer", "speaker", "listener"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"text": "  ", "revision": 0}, 400, "nothing to keep yet"),
        ({"text": "x" * 8_001, "revision": 0}, 400, "8000 can be kept"),
        ({"text": "typed", "revision": "one"}, 400, "typed</textarea>"),
        ({}, 400, "nothing to keep yet"),
    ],
)
def test_a_note_that_cannot_be_kept_stays_typed(client, enrollment, body, status, words):
    page = client.post(at(enrollment, "debrief", debriefed(client, enrollment)), body)
    assert page.status_code == status
    assert words in page.content.decode()
    assert not LiveNote.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"go": "keep", "round": "1", "level-1-notice": "5"},
        {"go": "keep", "round": "1", "level-1-notice": "-1"},
        {"go": "keep", "round": "1", "level-1-notice": "three"},
        {"go": "keep", "round": "1", "words-1-notice": "x" * 501},
        {"go": "keep", "round": "1"},
        {"go": "keep", "round": "1", "level-1-notice": "1", "revision": "9" * 30},
        {"go": "on", "round": ""},
        {"go": "on", "round": "one"},
        {"go": "on"},
        {},
    ],
)
def test_odd_forms_are_told_and_change_nothing(client, enrollment, body):
    session = begun(client, enrollment)
    response = client.post(at(enrollment, "round", session), body)
    assert response.status_code == 400
    assert not LiveCard.objects.exists()
    assert LiveSession.objects.get().round_number == 1


def test_what_was_typed_comes_back(client, enrollment):
    session = begun(client, enrollment)
    page = send(client, enrollment, session, "keep", level_notice="2", words_notice="x" * 501)
    text = page.content.decode()
    assert "500 can be kept" in text
    assert f"{'x' * 501}</textarea>" in text
    assert 'name="level-1-notice" value="2" checked' in text


@pytest.mark.parametrize("role", ["", "boss", "observer;"])
def test_a_role_must_be_chosen(client, enrollment, role):
    page = client.post(at(enrollment, "begin"), {"role": role})
    assert page.status_code == 400
    assert "Choose the role" in page.content.decode()
    assert not LiveSession.objects.exists()


def test_an_older_page_is_told_where_it_stands(client, enrollment):
    session = begun(client, enrollment)
    for number in (1, 2):
        send(client, enrollment, session, "on", number=number)
    response = client.post(
        at(enrollment, "round", session), {"go": "on", "round": 1, "revision": 0}, follow=True
    )
    assert "went on in another tab" in response.content.decode()
    assert LiveSession.objects.get().round_number == 3


def test_pages_lead_to_where_the_session_stands(client, enrollment):
    session = begun(client, enrollment)
    assert client.get(at(enrollment, "debrief", session)).status_code == 302
    assert "You are in round 1 of 3" in text_of(client, room(enrollment))
    send(client, enrollment, session, "stop")
    assert client.get(at(enrollment, "round", session)).status_code == 302
    assert send(client, enrollment, session, "on").status_code == 302
    assert client.get(at(enrollment, "begin")).status_code == 302


def test_my_page_shows_deletes_one_and_deletes_all(client, enrollment):
    assert "Nothing here yet" in text_of(client, MINE)
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="quieter")
    assert "quieter" in text_of(client, MINE)
    delete = reverse("practice:live-delete", args=[session.uuid])
    assert client.post(delete).status_code == 302
    assert client.post(delete).status_code == 404
    begun(client, enrollment)
    assert client.post(reverse("practice:live-delete-all")).status_code == 302
    assert not LiveSession.objects.exists()


def test_a_key_that_is_gone_is_said_and_the_rest_stays_usable(client, enrollment, settings):
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="quieter")
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    assert "its key is missing" in text_of(client, MINE)
    told = client.get(EXPORT).json()["sessions"][0]["rounds"][0]
    assert (told["card"], told["is_readable"]) == ({}, False)


def test_the_observer_card_is_one_page_with_all_of_it(client, enrollment):
    text = text_of(client, reverse("practice:observer-card"))
    levels = [str(level) for one in BEHAVIORS for level in one.levels]
    missing = [level for level in levels if str(escape(level)) not in text]
    assert missing == []
    assert text.count("<tr>") == 9


@pytest.fixture
def theirs(client, enrollment):
    """Dana's session with a card and a note, and the addresses around it."""
    session = begun(client, enrollment)
    send(client, enrollment, session, "on", words_notice="quieter")
    return session


@pytest.mark.parametrize("who", ["omar", "milo", "vera", "theo", "ada", "ines"])
def test_to_everybody_else_there_is_none(theirs, enrollment, request, who):
    stranger = signed_in(request.getfixturevalue(who))
    for name in ("round", "debrief"):
        assert stranger.get(at(enrollment, name, theirs)).status_code == 404
        assert stranger.post(at(enrollment, name, theirs), {"go": "stop"}).status_code == 404
    delete = reverse("practice:live-delete", args=[theirs.uuid])
    assert stranger.post(delete).status_code in {403, 404}
    theirs.refresh_from_db()
    assert theirs.state == "open"


def test_a_colleague_in_the_same_course_has_none_of_it_either(theirs, enrollment, omar):
    own = EnrollmentFactory(course=enrollment.course, version=enrollment.version, learner=omar)
    colleague = signed_in(omar)
    assert colleague.get(at(own, "round", theirs)).status_code == 404
    assert "You are in round" not in text_of(colleague, room(own))
    assert "quieter" not in text_of(colleague, MINE)
    assert colleague.get(EXPORT).json()["sessions"] == []


def test_absent_sessions_and_lessons_of_other_kinds_are_404(client, enrollment, dana):
    absent = LiveSession(uuid=uuid.uuid4())
    assert client.get(at(enrollment, "round", absent)).status_code == 404
    other = EnrollmentFactory(course=published_course(slug="other"), learner=dana)
    wrong = reverse("practice:live-begin", args=[other.uuid, "l1-1"])
    assert client.post(wrong, {"role": "speaker"}).status_code == 404


def test_without_a_lesson_for_one_the_room_names_none(client, db, dana):
    text = THREE.replace("instead: l1-1", "instead: no-such-lesson")
    enrollment = EnrollmentFactory(course=published(text, slug="alone"), learner=dana)
    assert "Nobody to practice with" not in text_of(client, room(enrollment))


def asks(client, url, most, counted):
    client.get(url)  # what is kept in the process is read once
    with counted(most):
        assert client.get(url).status_code == 200


def test_pages_ask_few_questions(client, enrollment, django_assert_max_num_queries):
    asks(client, room(enrollment), 8, django_assert_max_num_queries)
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", words_notice="quieter")
    asks(client, at(enrollment, "round", session), 8, django_assert_max_num_queries)
    for number in (1, 2, 3):
        send(client, enrollment, session, "on", number=number, revision=1)
    asks(client, at(enrollment, "debrief", session), 8, django_assert_max_num_queries)
    for _ in range(3):
        debriefed(client, enrollment)
    asks(client, MINE, 8, django_assert_max_num_queries)
    asks(client, reverse("practice:observer-card"), 8, django_assert_max_num_queries)
