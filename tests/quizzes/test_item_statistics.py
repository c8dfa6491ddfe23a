"""The selector behind the statistics: first attempts, in tens, across versions, and nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from enrollments.models import Enrollment
from quizzes.selectors import item_statistics as selector
from quizzes.selectors.corrections import scored_questions
from quizzes.selectors.item_statistics import item_statistics
from quizzes.services.close_overdue import close_overdue
from quizzes.services.submit_attempt import submit_attempt
from quizzes.statistics.verdicts import Verdict
from tests.quizzes.conftest import (
    ONE_OF_EACH,
    answer_all,
    answer_one,
    begin,
    enrolled,
    published_quiz,
    single,
)
from tests.quizzes.regrading import QUESTIONS, mended_quiz, taken, with_key, wrong_key_quiz
from tests.support.factories import SPRING, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return wrong_key_quiz()


def crowd(quiz, count: int, *rows: str) -> None:
    """Let people take a quiz, one row of answers after the other."""
    for place in range(count):
        taken(quiz, rows[place % len(rows)])


def row(found, key: str):
    return next(one for one in found.rows if one.question.key == key)


def figures_of(found) -> str:
    return repr([(one.statistic, one.picks) for one in found.rows]) + repr(found.reliability)


def test_nothing_leaves_below_ten_people(old):
    crowd(old, 9, "bbbb", "abab")
    found = item_statistics(old)
    assert (found.people, found.mean_share, found.reliability) == (None, None, None)
    assert {one.statistic.verdict for one in found.rows} == {Verdict.TOO_FEW}
    assert all(one.statistic.n is None and one.picks == [] for one in found.rows)
    taken(old, "bbbb")
    assert item_statistics(old).people == 10


def test_control_without_the_tens_nine_people_would_show(old, monkeypatch):
    crowd(old, 9, "bbbb", "abab")
    monkeypatch.setattr(selector, "FEWEST", 1)
    assert item_statistics(old).people == 9


def test_one_more_person_changes_no_figure(old):
    crowd(old, 10, "bbbb", "abab")
    before = figures_of(item_statistics(old))
    crowd(old, 9, "cccc")
    assert figures_of(item_statistics(old)) == before
    taken(old, "cccc")
    found = item_statistics(old)
    assert (found.people, figures_of(found) != before) == (20, True)


def test_the_figures_are_those_of_the_answers(old):
    crowd(old, 10, "bbbb", "bbbb", "bbab", "aaaa", "-aaa")
    found = item_statistics(old)
    sofa = row(found, "sofa")
    assert (sofa.statistic.n, sofa.statistic.difficulty) == (10, pytest.approx(0.6))
    assert {one.option.name: one.pick.count for one in sofa.picks} == {
        "Say b.": 6, "Say a.": 2, "Say c.": 0, "": 2
    }  # fmt: skip
    assert [one.option.is_right for one in sofa.picks] == [True, False, False, False]
    assert found.mean_share == pytest.approx((4 + 4 + 3 + 0 + 0) / 4 / 5)
    assert found.reliability.alpha > 0.8


def test_only_the_first_attempt_of_a_person_counts(old):
    learner = UserFactory()
    first = taken(old, "aaaa", learner)
    taken(old, "bbbb", enrollment=first.enrollment, at=SPRING + dt.timedelta(hours=1))
    Enrollment.objects.filter(pk=first.enrollment_id).update(state="withdrawn", withdrawn_at=SPRING)
    retake = enrolled(learner, old, ordinal=2)
    taken(old, "bbbb", enrollment=retake, at=SPRING + dt.timedelta(days=800))
    crowd(old, 9, "bbbb")
    found = item_statistics(old)
    assert found.people == 10
    assert row(found, "sofa").statistic.difficulty == pytest.approx(0.9)


def test_open_attempts_do_not_count(old):
    crowd(old, 9, "bbbb")
    answer_all(begin(enrolled(UserFactory(), old), old))
    assert item_statistics(old).people is None


def test_an_attempt_that_the_clock_closed_does_not_count():
    quiz = wrong_key_quiz(time_limit=20)
    crowd(quiz, 10, "bbbb")
    for _ in range(10):
        answer_one(attempt := begin(enrolled(UserFactory(), quiz), quiz), 1, None)
    assert close_overdue(at=attempt.ends_at + dt.timedelta(seconds=1)) == 10
    found = item_statistics(quiz)
    assert (found.people, row(found, "sofa").statistic.difficulty) == (10, 1.0)


def test_whoever_saw_other_words_only_is_not_among_the_ten(old):
    crowd(old, 9, "bbbb")
    reworded = []
    for question in QUESTIONS:
        reworded.append(with_key(question, "b"))
        reworded[-1]["choices"][0]["text"] = "Say something else."
    new = mended_quiz(*reworded)
    crowd(new, 1, "abbb")
    assert item_statistics(new).people is None


def test_a_reversed_key_is_seen_from_fifteen_people(old):
    rows = ("abbb", "abbb", "abbb", "bbaa", "baaa", "baab")  # the sofa's key stands the wrong way
    crowd(old, 12, *rows)
    assert row(item_statistics(old), "sofa").statistic.verdict is Verdict.NO_VERDICT
    crowd(old, 8, *rows)
    found = item_statistics(old)
    assert row(found, "sofa").statistic.verdict is Verdict.KEY_ERROR
    assert row(found, "sofa").statistic.n == 20
    assert [one.question.key for one in found.to_look_at] == ["sofa"]


def test_earlier_versions_count_by_the_key_of_today(old):
    crowd(old, 10, "cbbb", "cbba")
    new = mended_quiz()  # c was right
    crowd(new, 10, "cbbb")
    found = item_statistics(new)
    assert found.people == 20
    sofa = row(found, "sofa")
    assert (sofa.statistic.n, sofa.statistic.difficulty) == (20, 1.0)
    assert {one.option.name: one.pick.count for one in sofa.picks}["Say c."] == 20


def test_a_reworded_question_starts_anew(old):
    crowd(old, 10, "bbbb", "abab")
    changed = with_key(QUESTIONS[0], "b")
    changed["choices"][0]["text"] = "Say something else."
    found = item_statistics(mended_quiz(changed))
    assert row(found, "sofa").statistic.verdict is Verdict.TOO_FEW
    assert row(found, "lamp").statistic.n == 10


def test_a_draw_counts_who_saw_the_question():
    quiz = published_quiz(
        [single(f"q{place}") for place in range(6)], draw=3, pass_mark=50, attempts=None
    )
    for seed in range(30):
        learner = UserFactory()
        attempt = begin(enrolled(learner, quiz), quiz, seed=seed)
        answer_all(attempt, wrong=attempt.question_keys()[:1])
        submit_attempt(attempt=attempt, by=learner, at=SPRING)
    found = item_statistics(quiz)
    counts = [one.statistic.n or 0 for one in found.rows]
    assert found.people == 30
    assert sum(counts) <= 90
    assert max(counts) < 30
    assert found.reliability.length == 3


def test_every_type_has_its_table():
    quiz = published_quiz(ONE_OF_EACH, attempts=None)
    for place in range(10):
        learner = UserFactory()
        attempt = begin(enrolled(learner, quiz), quiz, seed=place)
        wrong = tuple(attempt.question_keys()) if place < 3 else ()
        answer_all(attempt, wrong=tuple(key for key in wrong if key != "sorry"))
        submit_attempt(attempt=attempt, by=learner, at=SPRING)
    found = item_statistics(quiz)
    assert [one.question.key for one in found.rows] == [
        "sofa", "openings", "words", "steps", "gift", "replies", "days"
    ]  # fmt: skip
    for key in (one.question.key for one in found.rows):
        right = [one for one in row(found, key).picks if one.option.is_right]
        assert right
        assert all(one.pick.count >= 7 for one in right), key
        assert row(found, key).picks[-1].option.name == ""


def test_free_text_is_never_asked_for():
    quiz = published_quiz(ONE_OF_EACH, attempts=None)
    kept = scored_questions({quiz.pk: quiz})[quiz.pk]
    assert set(quiz.questions.values_list("type", flat=True)) - {
        found.type for found in kept.values()
    } == {"short"}


def test_no_person_is_in_what_comes_out(old):
    people = [UserFactory(legal_name=f"Canary {place}") for place in range(10)]
    attempts = [taken(old, "bbbb", person) for person in people]
    text = figures_of(item_statistics(old))
    for person, attempt in zip(people, attempts, strict=True):
        for told in (person.legal_name, person.email, str(person.uuid), str(attempt.uuid)):
            assert told not in text


def test_queries_do_not_grow_with_people(old, django_assert_num_queries):
    crowd(old, 10, "bbbb", "abab")
    with django_assert_num_queries(4):
        item_statistics(old)
    crowd(old, 10, "bbbb", "abab")
    with django_assert_num_queries(4):
        item_statistics(old)
