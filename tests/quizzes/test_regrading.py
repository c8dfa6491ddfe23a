"""A corrected key: seen first, applied once, beside what was sealed and never in it."""

from __future__ import annotations

import copy
import dataclasses
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from enrollments.models import CompletionRecord, Enrollment, LessonCompletion
from enrollments.services.complete_lesson import complete_lesson
from quizzes.models import Attempt, GradeEvent, Quiz, Regrade
from quizzes.scoring.regrade import Mark, regraded
from quizzes.scoring.seal import Outcome
from quizzes.selectors.corrections import Corrections
from quizzes.selectors.regrading import Change, Preview, preview_of
from quizzes.services import regrade as service
from quizzes.services.finish import seal_of
from quizzes.services.regrade import PreviewMoved
from quizzes.services.start_attempt import start_attempt
from tests.quizzes.conftest import begin, enrolled
from tests.quizzes.regrading import (
    MENDED,
    QUESTIONS,
    REASON,
    apply,
    mended_quiz,
    taken,
    with_key,
    wrong_key_quiz,
)
from tests.support.factories import SPRING, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return wrong_key_quiz()


def frozen(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


def test_the_preview_counts_who_would_change(old):
    taken(old, "bbbb")  # passed, keeps three of four and the pass
    taken(old, "bbba")  # passed with three, would fail with two
    taken(old, "cbba")  # failed with two, passes with three
    taken(old, "aaaa")  # nothing changes
    begin(enrolled(UserFactory(), old), old)  # not submitted
    preview = preview_of(mended_quiz())
    assert preview.counts() == {
        "attempts": 4, "changed": 3, "higher": 1, "lower": 2, "people_gaining_a_pass": 1,
        "passes_kept": 1,
    }  # fmt: skip
    assert [found.key for found in preview.corrections.applied] == ["sofa"]
    assert preview.corrections.reworded == []


def test_a_preview_changes_nothing_and_asks_few_questions(old, django_assert_max_num_queries):
    for letter in "abcabc":
        taken(old, f"{letter}bba")
    new = mended_quiz()
    before = (frozen(Attempt), frozen(LessonCompletion), AuditEvent.objects.count())
    with django_assert_max_num_queries(7):
        preview_of(new)
    assert (frozen(Attempt), frozen(LessonCompletion), AuditEvent.objects.count()) == before


def test_who_fails_by_the_old_key_and_passes_by_the_new_one_gains_the_pass(old, theo):
    attempt = taken(old, "cbba")
    assert (attempt.passed, attempt.score) == (False, 2)
    apply(mended_quiz(), by=theo)
    event = GradeEvent.objects.get(attempt=attempt)
    assert (event.old_score, event.new_score, event.new_max) == (2, 3, 4)
    assert (event.passed_before, event.passed_after) == (False, True)
    assert event.questions == [{"key": "sofa", "before": "0", "after": "1"}]
    assert (event.reason, event.made_by, event.made_at) == (REASON, theo, MENDED)
    assert event.version.number == 2
    done = LessonCompletion.objects.get(enrollment=attempt.enrollment)
    assert (done.lesson, done.passed, done.score_percent) == (old.lesson, True, Decimal(75))
    assert done.completed_at == MENDED


def test_the_attempt_and_its_seal_stay_as_they_were(old):
    attempt = taken(old, "cbba")
    before = frozen(Attempt)
    apply(mended_quiz())
    assert frozen(Attempt) == before
    attempt.refresh_from_db()
    outcome = Outcome(attempt.score, attempt.max_score, attempt.passed, attempt.submitted_at)
    assert seal_of(attempt, outcome) == attempt.digest
    # The control: the seal would tell if the new result were written into the attempt.
    other = Outcome(Decimal(3), attempt.max_score, passed=True, submitted_at=attempt.submitted_at)
    assert seal_of(attempt, other) != attempt.digest


def test_who_passed_keeps_the_pass_and_the_completion(old):
    attempt = taken(old, "bbba")
    completions = frozen(LessonCompletion)
    assert len(completions) == 1
    apply(mended_quiz())
    event = GradeEvent.objects.get(attempt=attempt)
    assert (event.old_score, event.new_score) == (3, 2)
    assert (event.passed_before, event.passed_after) == (True, True)
    assert frozen(LessonCompletion) == completions


def test_a_sealed_completion_record_is_the_same_before_and_after(old):
    passed, failed = taken(old, "bbba"), taken(old, "cbba")
    for attempt in (passed, failed):
        enrollment = attempt.enrollment
        reading = enrollment.version.lessons.get(key="l1-1")
        read(enrollment, reading)
    assert CompletionRecord.objects.count() == 1
    records, completions = frozen(CompletionRecord), frozen(LessonCompletion)
    apply(mended_quiz())
    assert [row for row in frozen(CompletionRecord) if row in records] == records
    assert [row for row in frozen(LessonCompletion) if row in completions] == completions
    # What came is new: the other learner's course is complete now, with the regraded score.
    new = CompletionRecord.objects.exclude(pk__in=[row["id"] for row in records]).get()
    assert (new.enrollment, new.score_percent, new.completed_at) == (
        failed.enrollment, Decimal(75), MENDED
    )  # fmt: skip
    assert Enrollment.objects.get(pk=failed.enrollment_id).state == "completed"


def read(enrollment, lesson):
    complete_lesson(enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=SPRING)


def test_a_lesson_passed_in_another_attempt_stays_as_it_was(old):
    learner = UserFactory()
    first = taken(old, "cbba", learner)
    taken(old, "bbbb", enrollment=first.enrollment)
    completions = frozen(LessonCompletion)
    new = mended_quiz()
    assert preview_of(new).counts()["people_gaining_a_pass"] == 0
    apply(new)
    assert GradeEvent.objects.filter(passed_after=True, passed_before=False).count() == 1
    assert frozen(LessonCompletion) == completions


def test_who_left_is_regraded_and_completes_nothing(old):
    attempt = taken(old, "cbba")
    Enrollment.objects.filter(pk=attempt.enrollment_id).update(
        state="withdrawn", withdrawn_at=SPRING
    )
    apply(mended_quiz())
    assert GradeEvent.objects.count() == 1
    assert not LessonCompletion.objects.exists()


def test_whoever_gained_the_pass_need_not_try_again(old):
    attempt = taken(old, "cbba")
    apply(mended_quiz())
    with pytest.raises(Conflict, match="You passed"):
        begin(attempt.enrollment, old)


def test_control_without_the_later_grade_a_learner_would_be_asked_again(old, monkeypatch):
    attempt = taken(old, "cbba")
    apply(mended_quiz())
    monkeypatch.setattr(Attempt, "counts_as_passed", property(lambda found: bool(found.passed)))
    learner = attempt.enrollment.learner
    assert start_attempt(
        enrollment=attempt.enrollment, quiz=old, by=learner, at=SPRING, seed=1
    ).is_new


def test_a_withdrawn_question_leaves_the_score(old):
    fails, passes = taken(old, "abba"), taken(old, "bbbb")
    new = mended_quiz(QUESTIONS[1], withdrawn=("sofa",), pass_mark=75)
    assert preview_of(new).corrections.applied[0].is_withdrawn
    apply(new)
    event = GradeEvent.objects.get(attempt=fails)
    assert (event.new_score, event.new_max, event.new_percent) == (2, 3, 66)
    assert event.questions == [{"key": "sofa", "before": "0", "after": None}]
    assert GradeEvent.objects.get(attempt=passes).new_percent == 100


def test_a_question_taken_out_of_the_bank_keeps_its_points(old):
    taken(old, "abba")
    new = mended_quiz(QUESTIONS[1], withdrawn=(), number=2)
    assert preview_of(new).changes == []
    with pytest.raises(Conflict, match="nothing to regrade"):
        apply(new)


def test_a_reworded_question_is_left_alone(old):
    taken(old, "cbba")
    changed = with_key(QUESTIONS[0], "c")
    changed["choices"][0]["text"] = "Say something else."
    preview = preview_of(mended_quiz(changed))
    assert preview.changes == []
    assert [found.key for found in preview.corrections.reworded] == ["sofa"]


def test_the_same_share_of_fewer_questions_is_neither_higher_nor_lower():
    thirds = [Mark(f"q{n}", Fraction(2, 3), Fraction(2, 3) if n else None) for n in range(8)]
    result = regraded(thirds, pass_mark_percent=75, has_passed=False)
    nothing = Corrections(quiz=Quiz(), earlier={}, questions={}, keys={})
    change = Change(1, uuid4(), 1, 1, 1, result)
    counts = Preview(nothing, 1, [change], 0, "").counts()
    assert (counts["changed"], counts["higher"], counts["lower"]) == (1, 0, 0)


def test_the_old_words_with_a_new_key_are_told_as_applied(old):
    """What the page advises: version 2 asked in other words, version 3 has the old ones again."""
    attempt = taken(old, "cbba")
    changed = copy.deepcopy(QUESTIONS[0])
    changed["choices"][0]["text"] = "Say something else."
    taken(mended_quiz(changed), "cbba")
    corrections = preview_of(mended_quiz(number=3)).corrections
    assert [found.key for found in corrections.applied] == ["sofa"]
    assert [found.key for found in corrections.reworded] == ["sofa"]
    assert [found.attempt_id for found in preview_of(corrections.quiz).changes] == [attempt.pk]


def test_a_second_correction_goes_on_from_the_first(old):
    attempt = taken(old, "cbba")
    apply(mended_quiz())
    apply(mended_quiz(with_key(QUESTIONS[0], "a"), with_key(QUESTIONS[3], "a"), number=3))
    first, second = GradeEvent.objects.filter(attempt=attempt).order_by("id")
    assert (second.old_score, second.passed_before) == (first.new_score, first.passed_after)
    assert second.questions == [
        {"key": "sofa", "before": "1", "after": "0"}, {"key": "rug", "before": "0", "after": "1"}
    ]  # fmt: skip
    assert (second.new_score, second.passed_after) == (3, True)


def test_versions_in_between_are_corrected_too(old):
    first = taken(old, "cbba")
    middle = mended_quiz(QUESTIONS[0])
    second = taken(middle, "cbba")
    apply(mended_quiz(number=3))
    assert set(GradeEvent.objects.values_list("attempt", flat=True)) == {first.pk, second.pk}


def test_what_is_applied_is_what_was_seen(old):
    taken(old, "cbba")
    new = mended_quiz()
    seen = preview_of(new).fingerprint
    taken(old, "cbba")  # meanwhile
    with pytest.raises(PreviewMoved) as moved:
        apply(new, seen=seen)
    assert moved.value.preview.counts()["changed"] == 2
    assert not GradeEvent.objects.exists()
    assert not Regrade.objects.exists()
    assert apply(new, seen=moved.value.preview.fingerprint).is_new


def test_control_without_comparing_more_is_applied_than_was_seen(old, monkeypatch):
    taken(old, "cbba")
    new = mended_quiz()
    seen = preview_of(new)
    taken(old, "cbba")
    blind = dataclasses.replace(preview_of(new), fingerprint=seen.fingerprint)
    monkeypatch.setattr(service, "preview_of", lambda quiz: blind)
    apply(new, seen=seen.fingerprint)
    assert GradeEvent.objects.count() == 2 > len(seen.changes)


def test_twice_is_once(old, theo):
    taken(old, "cbba")
    new = mended_quiz()
    seen = preview_of(new).fingerprint
    first, again = apply(new, by=theo, seen=seen), apply(new, by=theo, seen=seen)
    assert (first.is_new, again.is_new) == (True, False)
    assert first.regrade == again.regrade
    assert GradeEvent.objects.count() == 1
    assert AuditEvent.objects.filter(verb="quiz.regraded").count() == 1


def test_attempts_submitted_later_by_the_old_key_wait_for_the_next_look(old):
    taken(old, "cbba")
    new = mended_quiz()
    apply(new)
    assert preview_of(new).changes == []
    late = taken(old, "cbba")
    assert apply(new).is_new
    assert GradeEvent.objects.get(attempt=late).passed_after


def test_the_trail_names_what_happened_and_no_score(old, theo):
    attempt = taken(old, "cbba")
    made = apply(mended_quiz(), by=theo).regrade
    whole = AuditEvent.objects.get(verb="quiz.regraded")
    assert (whole.target_uuid, whole.actor_uuid, whole.reason) == (made.uuid, theo.uuid, REASON)
    assert whole.detail["people_gaining_a_pass"] == 1
    assert whole.detail["questions"] == ["sofa"]
    line = AuditEvent.objects.get(verb="quiz.attempt_regraded")
    assert (line.target_uuid, line.subject_uuid) == (attempt.uuid, attempt.enrollment.learner.uuid)
    assert line.detail == {
        "regrade": str(made.uuid), "passed_before": False, "passed_after": True
    }  # fmt: skip


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 301, "bad\x00key", "line\u202eend"])
def test_a_reason_is_asked_for(old, reason):
    taken(old, "cbba")
    with pytest.raises(InvalidInput) as refused:
        apply(mended_quiz(), reason=reason)
    assert refused.value.field == "reason"
    assert not Regrade.objects.exists()
