"""Out to QTI 3 and back: the same questions, and the list of losses is exactly the rest."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from courses.package.problems import Problems
from quizzes.interchange import losses
from quizzes.interchange.losses import lost
from quizzes.interchange.qti.assessment_out import assessment
from quizzes.interchange.qti.items import item
from quizzes.interchange.qti.names import identifier
from quizzes.interchange.quiz_file import read_quiz_file, write_quiz_file
from quizzes.question_types import TYPES
from quizzes.scoring import points
from tests.quizzes.interchange.banks import differences, quizzes, there_and_back, unexplained

SHIPPED = settings.BASE_DIR / "courses/packages/empathy-in-customer-service/modules"


@pytest.mark.slow
@given(quizzes())
@how(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_comes_back_differs_by_the_losses_and_nothing_else(quiz):
    back, notes = there_and_back(quiz)
    assert unexplained(differences(quiz, back), lost(quiz)) == (set(), set())
    assert notes == []


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/m*-quiz.yaml")), ids=lambda path: path.stem)
def test_a_shipped_bank_comes_back(path):
    problems = Problems()
    quiz = read_quiz_file(path.name, path.read_text(), problems)
    assert quiz is not None, [str(problem) for problem in problems]
    back, notes = there_and_back(quiz)
    assert unexplained(differences(quiz, back), lost(quiz)) == (set(), set())
    assert notes == []
    told = {loss.way[0] for loss in lost(quiz)}
    assert told <= {"move_on", "required", "attempts", "cool_down", "review", "face"}


def a_quiz(**more):
    return {
        "key": "q", "kind": "quiz", "title": "T", "minutes": 3, "objectives": ["M1.1"],
        "move_on": "passed", "required": True, "intro": "I.", "pass_mark": 75, "draw": 1,
        "attempts": 4, "questions": [{
            "key": "one", "type": "single", "objective": "M1.1", "level": "Ap", "stem": "S?",
            "choices": [{"key": "a", "text": "A", "correct": True, "feedback": "Fa"},
                        {"key": "b", "text": "B", "correct": False, "feedback": "Fb"}], **more,
        }],
    }  # fmt: skip


def test_a_field_that_somebody_adds_later_is_told_as_lost():
    quiz = a_quiz(reviewed_by="Ada")
    assert ("one", ("reviewed_by",)) in {(loss.question, loss.way) for loss in lost(quiz)}


def test_a_picture_in_a_stem_is_a_loss_and_its_text_stays():
    quiz = a_quiz()
    quiz["questions"][0]["stem"] = "See ![a ring](assets/ring.svg) here."
    told = [str(loss) for loss in lost(quiz) if loss.question]
    assert told == ["one, stem: The picture assets/ring.svg is left out, its text is kept."]


def test_the_exactness_sees_a_field_that_gets_lost_in_silence(monkeypatch):
    """Negative control: a list that leaves the face out is found out."""
    monkeypatch.setitem(losses.OF_TYPE, "single", {"choices", "reviewed_by"})
    quiz = a_quiz(reviewed_by="Ada")
    back = a_quiz()
    for name in ("move_on", "required", "attempts"):
        del back[name]
    silent, idle = unexplained(differences(quiz, back), lost(quiz))
    assert (silent, idle) == ({("one", ("reviewed_by",))}, set())


def test_a_test_says_what_it_draws_how_long_it_may_take_and_when_it_is_passed():
    quiz = a_quiz() | {"blueprint": {"M1.1": 1}, "time_limit": 20}
    root = assessment(quiz)
    assert root.first("qti-time-limits").get("max-time") == "1200"
    [percent] = [node for node in root.elements() if node.get("identifier") == "PERCENT"]
    assert percent.get("mastery-value") == "75"
    _whole, drawn = root.all("qti-assessment-section")
    assert (drawn.get("identifier"), drawn.first("qti-selection").get("select")) == (
        "objective.M1.1", "1",
    )  # fmt: skip


def test_a_question_whose_key_is_section_has_a_name_of_its_own_in_the_test():
    quiz = a_quiz()
    quiz["questions"][0]["key"] = "section"
    named = [node.get("identifier") for node in assessment(quiz).all(
        "qti-test-part", "qti-assessment-section", "qti-assessment-item-ref")]  # fmt: skip
    assert len(set(named)) == len(named) == 3


def test_pairs_are_shuffled_elsewhere_as_they_are_here():
    quiz = a_quiz()
    quiz["questions"][0] |= {
        "type": "matching",
        "pairs": [{"key": "a", "prompt": "A", "answer": "Aa", "feedback": "F"},
                  {"key": "b", "prompt": "B", "answer": "Bb", "feedback": "G"}],
    }  # fmt: skip
    node, _ = item(quiz["questions"][0])
    assert node.first("qti-match-interaction").get("shuffle") == "true"


def test_every_type_there_is_has_a_place_in_the_mapping():
    assert set(losses.OF_TYPE) == set(TYPES)


@pytest.mark.slow
@given(quizzes())
@how(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_as_yaml_is_read_as_it_was(quiz):
    problems = Problems()
    assert read_quiz_file("q.yaml", write_quiz_file(quiz, "A # heading"), problems) == quiz


def scored(node, mapping: dict[str, int], correct: set[str], given: set[str]) -> Fraction:
    """Return what the rules of an item give; this knows just the rules that we write."""
    total = max(0, sum(mapping.get(answer, 0) for answer in given))
    divide = node.first("qti-divide")
    if divide is not None:
        return Fraction(total, int(divide.first("qti-base-value").text()))
    return Fraction(given == correct)


@pytest.mark.slow
@given(quizzes(), st.data())
@how(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_other_systems_give_the_points_that_we_give(quiz, data):
    for question in quiz["questions"]:
        if question["type"] not in {"single", "choose", "feeling", "matching", "mark", "rate"}:
            continue
        node, _ = item(question)
        declared = node.first("qti-response-declaration")
        correct = {value.text() for value in declared.all("qti-value")}
        entries = declared.all("qti-map-entry")
        mapping = {entry.get("map-key"): int(entry.get("mapped-value")) for entry in entries}
        given_there, ours = an_answer(question, node, data)
        assert scored(node, mapping, correct, given_there) == ours


def an_answer(question, node, data) -> tuple[set[str], Fraction]:
    """Return an answer as QTI names it, and what our own rules give for it."""
    names = [found.get("identifier") for found in node.all("qti-simple-choice", "qti-hottext")]
    if question["type"] in {"matching", "rate"}:
        left, right = node.all("qti-simple-match-set")
        to = {row.get("identifier"): data.draw(st.sampled_from([a.get("identifier")
              for a in right.elements()])) for row in left.elements()}  # fmt: skip
        there = {f"{prompt} {answer}" for prompt, answer in to.items()}
        key = [value.text().split() for value in node.first("qti-correct-response").elements()]
        if question["type"] == "matching":
            return there, points.matching(dict(key), to)
        step = {prompt: int(answer[-1]) for prompt, answer in to.items()}
        return there, points.rating({prompt: int(answer[-1]) for prompt, answer in key}, step)
    rows = question.get("choices") or question["phrases"]
    right = {identifier(row["key"]) for row in rows if row["correct"]}
    chosen = set(data.draw(st.lists(st.sampled_from(names), max_size=len(right))))
    if question["type"] == "mark":
        return chosen, points.marking(right, set(names) - right, chosen)
    return chosen, points.choice(right, chosen)
