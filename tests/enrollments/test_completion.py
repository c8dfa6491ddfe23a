"""The completion engine: examples for reading, properties for trust."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.models.outline import MoveOn
from enrollments import completion
from enrollments.completion import Progress, Score


@dataclass(frozen=True)
class Lesson:
    key: str
    move_on: str = "completed"
    is_required: bool = True


RULES = [rule.value for rule in MoveOn]


@st.composite
def outlines(draw: st.DrawFn) -> list[Lesson]:
    keys = draw(st.lists(st.integers(0, 99).map(lambda n: f"l{n}"), unique=True, max_size=12))
    return [Lesson(key, draw(st.sampled_from(RULES)), draw(st.booleans())) for key in keys]


@st.composite
def outlines_with_done(draw: st.DrawFn) -> tuple[list[Lesson], list[str]]:
    lessons = draw(outlines())
    keys = [lesson.key for lesson in lessons] + ["elsewhere"]
    return lessons, draw(st.lists(st.sampled_from(keys), max_size=20))


# --- examples


@pytest.mark.parametrize(
    ("move_on", "passed", "counts"),
    [
        ("completed", None, True),
        ("completed", False, True),
        ("completed", True, True),
        ("passed", None, False),
        ("passed", False, False),
        ("passed", True, True),
        ("completed_and_passed", None, False),
        ("completed_and_passed", False, False),
        ("completed_and_passed", True, True),
        ("completed_or_passed", None, True),
        ("completed_or_passed", False, True),
        ("completed_or_passed", True, True),
        ("not_applicable", None, False),
        ("not_applicable", True, False),
        ("a word from a later release", True, False),
    ],
)
def test_a_lesson_counts_by_its_rule(move_on, passed, counts):
    assert completion.satisfies(move_on=move_on, passed=passed) is counts


def test_the_engine_speaks_the_words_of_the_model():
    assert set(RULES) == {
        completion.COMPLETED,
        completion.PASSED,
        completion.COMPLETED_AND_PASSED,
        completion.COMPLETED_OR_PASSED,
        completion.NOT_APPLICABLE,
    }


def test_optional_lessons_and_those_without_a_rule_do_not_count():
    lessons = [Lesson("a"), Lesson("b", is_required=False), Lesson("c", "not_applicable")]
    assert completion.counting(lessons) == ("a",)
    assert completion.progress(lessons, ["b", "c"]) == Progress(0, 1, 0, is_complete=False)


def test_a_course_that_requires_nothing_asks_for_everything():
    lessons = [Lesson("a", is_required=False), Lesson("b", is_required=False)]
    assert completion.progress(lessons, ["a"]) == Progress(1, 2, 50, is_complete=False)


def test_a_course_without_lessons_is_never_complete():
    assert completion.progress([], []) == Progress(0, 0, 0, is_complete=False)


def test_percent_is_rounded_down():
    lessons = [Lesson(f"l{n}") for n in range(200)]
    done = [f"l{n}" for n in range(199)]
    assert completion.progress(lessons, done).percent == 99


def test_next_is_the_first_open_lesson_behind_the_one_just_done():
    lessons = [Lesson("a"), Lesson("b"), Lesson("c"), Lesson("d")]
    assert completion.next_lesson(lessons, {"a", "c"}, after="a") == "b"
    assert completion.next_lesson(lessons, {"a", "c"}, after="c") == "d"


def test_next_turns_back_to_what_was_left_out():
    lessons = [Lesson("a"), Lesson("b"), Lesson("c")]
    assert completion.next_lesson(lessons, {"b", "c"}, after="c") == "a"


def test_next_offers_optional_lessons_where_they_stand_but_does_not_turn_back_for_them():
    lessons = [Lesson("a"), Lesson("extra", is_required=False), Lesson("b")]
    assert completion.next_lesson(lessons, {"a"}, after="a") == "extra"
    assert completion.next_lesson(lessons, {"b"}, after="b") == "a"
    assert completion.next_lesson(lessons, {"a", "b"}, after="b") is None


def test_the_course_score_is_the_mean_and_attempts_add_up():
    found = completion.total_score([Score(Decimal(100), 75, 1), Score(Decimal("75.01"), 75, 3)])
    assert found == Score(Decimal("87.51"), 75, 4)


def test_a_pass_mark_that_differs_between_lessons_is_not_averaged():
    found = completion.total_score([Score(Decimal(80), 75, 1), Score(Decimal(80), 80, 1)])
    assert found is not None
    assert found.pass_mark is None


def test_nothing_scored_means_no_score():
    assert completion.total_score([]) is None
    found = completion.total_score([Score(Decimal(80), None, None)])
    assert found == Score(Decimal(80), None, None)


# --- properties


@given(outlines_with_done())
def test_progress_is_bounded_and_complete_means_one_hundred(case):
    lessons, done = case
    found = completion.progress(lessons, done)
    assert 0 <= found.percent <= 100
    assert 0 <= found.done <= found.total <= len(lessons)
    assert (found.percent == 100) is found.is_complete


@given(outlines_with_done(), st.data())
def test_progress_never_decreases_by_doing_more(case, data):
    lessons, done = case
    more = data.draw(st.sampled_from([*(lesson.key for lesson in lessons), "elsewhere"]))
    before, after = completion.progress(lessons, done), completion.progress(lessons, [*done, more])
    assert after.percent >= before.percent
    assert after.done >= before.done
    assert after.is_complete or not before.is_complete


@given(outlines_with_done(), st.data())
def test_the_order_of_doing_does_not_matter(case, data):
    lessons, done = case
    shuffled = data.draw(st.permutations(done))
    assert completion.progress(lessons, done) == completion.progress(lessons, shuffled)


@given(outlines_with_done(), st.data())
def test_the_order_of_the_outline_does_not_matter_to_progress(case, data):
    lessons, done = case
    shuffled = data.draw(st.permutations(lessons))
    assert completion.progress(lessons, done) == completion.progress(shuffled, done)


@given(outlines_with_done())
def test_doing_a_lesson_twice_is_doing_it_once(case):
    lessons, done = case
    once = completion.progress(lessons, set(done))
    assert completion.progress(lessons, [*done, *done]) == once


@given(outlines())
def test_doing_everything_completes_whatever_asks_for_something(lessons):
    found = completion.progress(lessons, [lesson.key for lesson in lessons])
    assert found.is_complete is bool(completion.counting(lessons))


@given(outlines_with_done(), st.data())
def test_next_is_open_and_there_is_one_until_the_course_is_complete(case, data):
    lessons, done = case
    after = data.draw(st.sampled_from([None, "elsewhere", *(lesson.key for lesson in lessons)]))
    found = completion.next_lesson(lessons, done, after=after)
    state = completion.progress(lessons, done)
    if state.is_complete:
        assert found is None
    elif state.total:
        assert found in {lesson.key for lesson in lessons} - set(done)


@given(outlines())
def test_following_next_reaches_the_end(lessons):
    done: set[str] = set()
    step = completion.next_lesson(lessons, done)
    for _ in range(len(lessons) + 1):
        if step is None:
            break
        done.add(step)
        step = completion.next_lesson(lessons, done, after=step)
    assert step is None
    assert completion.progress(lessons, done).is_complete or not completion.counting(lessons)


@given(st.sampled_from(RULES))
def test_a_pass_never_counts_less_than_no_pass(move_on):
    unpassed = completion.satisfies(move_on=move_on, passed=False)
    assert completion.satisfies(move_on=move_on, passed=True) >= unpassed
    assert completion.satisfies(move_on=move_on, passed=None) is unpassed
