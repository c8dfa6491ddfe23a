"""A quiz file: every problem at once, each with its line and its mend; a good one is stored."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from courses.package.drafts import Objective, PackageContext, SourceFile
from courses.package.problems import Problems
from quizzes.models import Question, Quiz
from quizzes.question_types import TYPES
from quizzes.question_types.package_file import read_quiz
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import begin, enrolled, published_quiz, single

SHIPPED = settings.BASE_DIR / "courses/packages/empathy-in-customer-service/modules"
OBJECTIVES = {f"M1.{n}": Objective(id=f"M1.{n}", text="…", level="U") for n in range(1, 6)}

GOOD = """\
key: m1-quiz
kind: quiz
title: Quiz
minutes: 8
objectives: [M1.1]
move_on: passed
required: yes
intro: Four **questions**.
pass_mark: 75
draw: all
attempts: unlimited
questions:
  - key: one
    type: single
    objective: M1.1
    level: Ap
    stem: |
      She says:

      > Where is it?
    choices:
      - {key: a, text: Wait., correct: no, feedback: She waits.}
      - {key: b, text: I look., correct: yes, feedback: She hears you.}
  - key: two
    type: choose
    choose: 2
    objective: M1.1
    level: U
    stem: Which two?
    choices:
      - {key: a, text: A, correct: yes, feedback: fa}
      - {key: b, text: B, correct: yes, feedback: fb}
      - {key: c, text: C, correct: no, feedback: fc}
  - key: three
    type: matching
    objective: M1.1
    level: R
    stem: Match.
    pairs:
      - {key: a, prompt: P1, answer: Same, feedback: f1}
      - {key: b, prompt: P2, answer: Same, feedback: f2}
    distractors:
      - {key: x, answer: Other, feedback: fx}
  - key: four
    type: ordering
    objective: M1.1
    level: E
    stem: Order.
    items:
      - {key: a, text: I1, feedback: f1}
      - {key: b, text: I2, feedback: f2}
      - {key: c, text: I3, feedback: f3}
"""


def read(text, path="modules/m1/quiz.yaml"):
    problems = Problems()
    source = SourceFile(path=path, text=text, context=PackageContext(objectives=OBJECTIVES))
    return read_quiz(source, problems), [(p.line, p.reason, p.mend) for p in problems]


def test_a_good_file_has_no_problem():
    draft, problems = read(GOOD)
    assert problems == []
    assert (draft.key, draft.kind, draft.is_required, draft.move_on) == (
        "m1-quiz", "quiz", True, "passed"
    )  # fmt: skip
    assert draft.pass_rule == {"pass_mark": 75, "draw": "all", "attempts": "unlimited"}
    payload = draft.payload
    assert (payload.draw, payload.attempt_limit) == (None, None)
    assert "<strong>questions</strong>" in payload.intro_html
    assert "<blockquote>" in payload.questions[0].stem_html
    assert [question.type for question in payload.questions] == list(TYPES)[:4]


def test_withdrawn_questions_are_named_and_kept():
    draft, problems = read(GOOD.replace("attempts:", "withdrawn: [old-one, older]\nattempts:"))
    assert problems == []
    assert draft.payload.withdrawn == ("old-one", "older")
    assert read(GOOD)[0].payload.withdrawn == ()


def test_equal_answers_are_one_option():
    draft, _ = read(GOOD)
    frozen = TYPES["matching"].freeze(draft.payload.questions[2].fields)
    assert sorted(row["text"] for row in frozen.body["answers"]) == ["Other", "Same"]
    assert len(set(frozen.answer_key["pairs"].values())) == 1


BROKEN = {
    "two correct in a single": (
        "text: Wait., correct: no",
        "text: Wait., correct: yes",
        22,
        "2 of the choices are correct",
    ),
    "none correct": (
        "text: I look., correct: yes",
        "text: I look., correct: no",
        22,
        "0 of the choices are correct",
    ),
    "too few correct of n": (
        "text: B, correct: yes",
        "text: B, correct: no",
        31,
        "needs exactly 2",
    ),
    "all correct": (
        "text: C, correct: no",
        "text: C, correct: yes",
        31,
        "3 of the choices are correct",
    ),
    "the same text twice": ("text: Wait.", "text: I look.", 23, "stands here twice"),
    "the same key twice": ("{key: b, text: B", "{key: a, text: B", 32, "stands here twice"),
    "an answer that a pair has": ("answer: Other", "answer: Same", 43, "A pair has this answer"),
    "a distractor twice": (
        "{key: x, answer: Other, feedback: fx}\n",
        "{key: x, answer: Other, feedback: fx}\n      - {key: y, answer: Other, feedback: f}\n",
        44,
        "stands here twice",
    ),
    "true for yes": (
        "text: I look., correct: yes",
        "text: I look., correct: true",
        23,
        "not possible here",
    ),
    "no feedback": (", feedback: She waits.", "", 22, "The field “feedback” is missing."),
    "unknown type": ("type: ordering", "type: sorting", 45, "“sorting” is not possible here."),
    "field of another type": (
        "    stem: Order.",
        "    stem: Order.\n    choose: 2",
        49,
        "“choose” is not a field here.",
    ),
    "unknown objective": (
        "objective: M1.1\n    level: E",
        "objective: M1.9\n    level: E",
        46,
        "There is no objective “M1.9”.",
    ),
    "unknown level": ("level: E", "level: Z", 47, "“Z” is not possible here."),
    "key of an earlier question": (
        "key: four",
        "key: one",
        44,
        "is the key of an earlier question",
    ),
    "more drawn than there are": ("draw: all", "draw: 9", 10, "asks 9 questions, but there are 4"),
    "draw in words": ("draw: all", "draw: some", 10, "does not fit"),
    "negative attempts": ("attempts: unlimited", "attempts: -1", 11, "does not fit"),
    "pass mark above 100": ("pass_mark: 75", "pass_mark: 175", 9, "too much here"),
    "raw HTML in a stem": ("stem: Order.", "stem: Order <b>them</b>.", 48, "Raw HTML"),
    "withdrawn and asked": (
        "attempts: unlimited",
        "attempts: unlimited\nwithdrawn: [gone, two]",
        12,
        "“two” is withdrawn and asked as well.",
    ),
    "withdrawn twice": (
        "attempts: unlimited",
        "attempts: unlimited\nwithdrawn: [gone, gone]",
        12,
        "does not fit",
    ),
    "withdrawn by no key": (
        "attempts: unlimited",
        "attempts: unlimited\nwithdrawn: [Not a key]",
        12,
        "does not fit",
    ),
    "no questions": ("questions:\n", "questions: []\nmore:\n", 12, "0 entries are too few"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_problem_has_its_line_reason_and_mend(name):
    before, after, line, reason = BROKEN[name]
    assert before in GOOD
    _, problems = read(GOOD.replace(before, after, 1))
    matching = [found for found in problems if reason in found[1]]
    assert matching, problems
    assert matching[0][0] == line
    assert matching[0][2]


def test_a_question_that_leaves_nothing_to_choose_is_told():
    no_wrong = GOOD.replace("choose: 2", "choose: 3").replace("C, correct: no", "C, correct: yes")
    assert "No choice is left to be wrong." in [reason for _, reason, _ in read(no_wrong)[1]]
    same = GOOD.replace("    distractors:\n      - {key: x, answer: Other, feedback: fx}\n", "")
    assert "All prompts have the same answer." in [reason for _, reason, _ in read(same)[1]]


def test_all_problems_come_at_once():
    text = GOOD.replace("pass_mark: 75", "pass_mark: 0").replace("level: Ap", "level: X")
    draft, problems = read(text.replace("choose: 2", "choose: two"))
    assert draft is None
    assert len(problems) == 3


@pytest.mark.parametrize("text", ["", "[]", "a", "questions: [[[[", "key: &a b\nkind: *a", "\0"])
def test_what_is_no_quiz_at_all_is_told(text):
    draft, problems = read(text)
    assert draft is None
    assert problems


def test_the_shipped_quiz_reads():
    [path] = SHIPPED.glob("m1-*/m1-quiz.yaml")
    draft, problems = read(path.read_text())
    assert problems == []
    assert {question.type for question in draft.payload.questions} <= set(TYPES)
    assert len(draft.payload.questions) >= 2 * draft.payload.draw


# --- what is stored


def test_storing_keeps_keys_and_feedback_out_of_the_body(quiz):
    assert quiz.questions.count() == 4
    for question in quiz.questions.all():
        assert "feedback" not in json.dumps(question.body)
        assert question.feedback.keys() >= {"right", "wrong"}


@pytest.mark.django_db(transaction=True)
def test_a_published_quiz_takes_no_more_questions_and_changes_none():
    quiz = published_quiz()
    copied = quiz.questions.first()
    copied.pk, copied.key, copied.ordinal, copied.uuid = None, "late", 99, uuid4()
    with pytest.raises(ProgrammingError, match="takes no more rows"), transaction.atomic():
        copied.save(force_insert=True)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Question.objects.update(answer_key={})
    with pytest.raises(ProgrammingError), transaction.atomic():
        Quiz.objects.update(pass_mark_percent=1)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_trigger_the_owner_changes_a_key(owner_connection):
    published_quiz()
    cursor = owner_connection.cursor()
    with pytest.raises(Exception, match="evidence"):
        cursor.execute("UPDATE quizzes_question SET answer_key = '{}'")
    cursor.execute("ALTER TABLE quizzes_question DISABLE TRIGGER USER")
    try:
        cursor.execute("UPDATE quizzes_question SET answer_key = '{}'")
        assert cursor.rowcount == 4
    finally:
        cursor.execute("ALTER TABLE quizzes_question ENABLE TRIGGER USER")
    with connection.cursor() as runtime, pytest.raises(ProgrammingError, match="denied"):
        runtime.execute("UPDATE quizzes_question SET answer_key = '{}'")


# --- the rules that a file may state

RULES = {
    "time_limit: 25": ("time_limit_minutes", 25),
    "time_limit: none": ("time_limit_minutes", None),
    "grace: 90": ("grace_seconds", 90),
    "cool_down: 24 hours": ("cool_down_minutes", 1440),
    "cool_down: 1 hour": ("cool_down_minutes", 60),
    "cool_down: 30 minutes": ("cool_down_minutes", 30),
    "cool_down: none": ("cool_down_minutes", 0),
    "review: never": ("review", "never"),
    "blueprint: {M1.1: 4}": ("blueprint", {"M1.1": 4}),
}


@pytest.mark.parametrize("line", RULES)
def test_a_rule_is_read(line):
    draft, problems = read(GOOD.replace("draw: all", f"draw: all\n{line}"))
    assert problems == []
    name, value = RULES[line]
    assert getattr(draft.payload.rules, name) == value
    assert line.split(":")[0] in draft.pass_rule


BAD_RULES = {
    "time_limit: 0": "“0”",
    "time_limit: soon": "“soon”",
    "grace: 601": "too much",
    "cool_down: 2 days": "“2 days”",
    "review: sometimes": "“sometimes”",
    "blueprint: {M9.9: 4}": "no objective “M9.9”",
    "blueprint: {M1.1: 3}": "adds up to 3, but one attempt asks 4",
    "blueprint: {M1.1: 9}": "asks 9 questions on M1.1, but there are 4",
    "blueprint: {M1.2: 1, M1.1: 3}": "asks 1 questions on M1.2, but there are 0",
    "blueprint: {M1.1: many}": "whole number",
    "blueprint: {objective: 4}": "“objective”",
    "blueprint: {}": "",
}


@pytest.mark.parametrize("line", BAD_RULES)
def test_a_rule_that_does_not_hold_is_told_with_line_and_mend(line):
    _, problems = read(GOOD.replace("draw: all", f"draw: all\n{line}"))
    told = [found for found in problems if BAD_RULES[line] in found[1]]
    assert told, problems
    assert told[0][0] == 11
    assert all(mend for _line, _reason, mend in told)


@pytest.mark.django_db
def test_the_rules_are_stored_and_drive_the_draw(dana):
    questions = [single(f"q{n}", f"M1.{1 + n % 2}") for n in range(8)]
    quiz = published_quiz(questions, draw=4, attempts=None, blueprint={"M1.1": 3, "M1.2": 1})
    assert Quiz.objects.get().blueprint == {"M1.1": 3, "M1.2": 1}
    enrollment, seen = enrolled(dana, quiz), []
    for _ in range(4):
        attempt = begin(enrollment, quiz, seed=None)
        keys = attempt.question_keys()
        odd = [key for key in keys if int(key[1:]) % 2 == 0]
        assert (len(odd), len(keys)) == (3, 4)
        seen.append(keys)
        submit_attempt(attempt=attempt, by=dana, at=attempt.started_at, accept_unanswered=True)
    ones = [key for keys in seen for key in keys if int(key[1:]) % 2]
    assert len(set(ones)) == 4  # of M1.2 nothing came again before its pool was used up
