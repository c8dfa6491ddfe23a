"""Every type keeps the same promises, whatever is drawn, marked or sent."""

from __future__ import annotations

import json
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidInput
from quizzes.question_types import TYPES
from tests.quizzes.conftest import ONE_OF_EACH

QUESTIONS = {one["type"]: TYPES[one["type"]].freeze(one) for one in ONE_OF_EACH}
KINDS = pytest.mark.parametrize("kind", sorted(TYPES))
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=7), inner, max_size=3)
    ),
    max_leaves=8,
)


def right(kind):
    question = QUESTIONS[kind]
    key = question.answer_key
    return {
        "single": {"choice": key.get("correct", [""])[0]},
        "choose": {"choices": sorted(key.get("correct", []))},
        "matching": {"pairs": key.get("pairs")},
        "ordering": {"order": key.get("order")},
        "mark": {"phrases": sorted(key.get("correct", []))},
        "rate": {"ratings": key.get("expert")},
        "short": {"text": "I see."},
        "feeling": {"choice": key.get("correct", [""])[0], "sure": "fairly"},
    }[kind]


def test_every_type_is_tried_here():
    assert set(QUESTIONS) == set(TYPES)


@KINDS
def test_the_right_answer_earns_a_point_and_nothing_earns_nothing(kind):
    found, question = TYPES[kind], QUESTIONS[kind]
    answer = found.parse(question.body, right(kind))
    assert answer == right(kind)
    assert found.is_complete(question.body, answer)
    assert found.score(question.answer_key, answer) == (1 if found.IS_SCORED else 0)
    assert found.score(question.answer_key, None) == 0
    assert not found.is_complete(question.body, None)


@KINDS
@given(seed=st.integers())
def test_an_arrangement_shows_everything_once_and_comes_from_the_seed(kind, seed):
    found, question = TYPES[kind], QUESTIONS[kind]
    order = found.arrange(question.body, question.answer_key, Random(seed))
    assert order == found.arrange(question.body, question.answer_key, Random(seed))
    shown = found.present(question.body, order)
    for name, rows in question.body.items():
        if isinstance(rows, list):
            assert sorted(map(str, shown[name])) == sorted(map(str, rows))
            assert {frozenset(row) for row in shown[name]} == {frozenset({"id", "text"})}
        else:
            assert shown[name] == rows
    if kind == "ordering":
        assert found.score(question.answer_key, {"order": order["items"]}) < 1


def parsed_or_refused(kind, raw):
    """Return the answer; a refusal must name the field and come as a sentence."""
    refusals = []
    try:
        return TYPES[kind].parse(QUESTIONS[kind].body, raw)
    except InvalidInput as refused:
        refusals.append(refused)
    assert refusals[0].field == "answer"
    assert refusals[0].message.endswith(".")
    return None


@KINDS
@given(raw=JUNK)
def test_junk_is_refused_or_means_no_answer(kind, raw):
    assert parsed_or_refused(kind, raw) is None


@KINDS
@given(inner=JUNK)
def test_junk_in_the_right_place_is_refused_or_means_no_answer(kind, inner):
    if kind == "short" and isinstance(inner, str):
        return  # any text is one
    for name in right(kind):
        assert parsed_or_refused(kind, {name: inner}) is None


@KINDS
@given(data=st.data())
def test_whatever_is_accepted_is_scored_marked_and_reviewed(kind, data):
    found, question = TYPES[kind], QUESTIONS[kind]
    answer = found.parse(question.body, data.draw(answers(kind)))
    assert found.parse(question.body, answer) == answer if answer else True
    assert json.loads(json.dumps(answer)) == answer
    assert 0 <= found.score(question.answer_key, answer) <= 1
    shown = found.present(
        question.body, found.arrange(question.body, question.answer_key, Random(1))
    )
    assert found.marked(shown, answer)
    for with_key in (False, True):
        lines = found.review(question, shown, answer, with_key=with_key)
        parts = [rows for rows in question.body.values() if isinstance(rows, list)]
        assert len([line for line in lines if not line.role]) == (len(parts[0]) if parts else 0)
        assert all(line.mark in {"right", "near", "wrong", ""} for line in lines)
        assert not any(line.mark for line in lines if line.role)
        assert with_key or not any(line.expected for line in lines)


@KINDS
def test_what_was_left_open_is_not_called_wrong_line_by_line(kind):
    found, question = TYPES[kind], QUESTIONS[kind]
    shown = found.present(
        question.body, found.arrange(question.body, question.answer_key, Random(1))
    )
    for with_key in (False, True):
        lines = found.review(question, shown, None, with_key=with_key)
        assert {line.mark for line in lines} <= {"right", ""}


def answers(kind):
    body = QUESTIONS[kind].body
    lists = {name: rows for name, rows in body.items() if isinstance(rows, list)}
    ids = {name: [row["id"] for row in rows] for name, rows in lists.items()}
    return {
        "single": lambda: st.sampled_from([None, "", *ids["choices"]]).map(lambda x: {"choice": x}),
        "choose": lambda: st.lists(st.sampled_from(ids["choices"]), unique=True, max_size=2)
        .map(lambda x: {"choices": x}),
        "matching": lambda: st.dictionaries(
            st.sampled_from(ids["prompts"]), st.sampled_from(["", *ids["answers"]])
        ).map(lambda x: {"pairs": x}),
        "ordering": lambda: st.permutations(ids["items"]).map(lambda x: {"order": list(x)}),
        "mark": lambda: st.lists(st.sampled_from(ids["phrases"]), unique=True, max_size=2)
        .map(lambda x: {"phrases": x}),
        "rate": lambda: st.dictionaries(
            st.sampled_from(ids["replies"]), st.sampled_from([None, "", 1, 2, 3, 4, 5])
        ).map(lambda x: {"ratings": x}),
        "short": lambda: st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
                                 max_size=60).map(lambda x: {"text": x}),
        "feeling": lambda: st.fixed_dictionaries(
            {"choice": st.sampled_from([None, "", *ids["choices"]])},
            optional={"sure": st.sampled_from([None, "", "guess", "fairly", "sure"])},
        ),
    }[kind]()  # fmt: skip


@KINDS
def test_a_form_says_the_same_as_the_api(kind):
    sent = QueryDict(mutable=True)
    for name, value in right(kind).items():
        if isinstance(value, dict):
            for part, given_ in value.items():
                sent[f"{TYPES[kind].PREFIX}{part}"] = str(given_)
        elif isinstance(value, list):
            sent.setlist(name, value)
        else:
            sent[name] = value
    found = TYPES[kind]
    assert found.parse(QUESTIONS[kind].body, found.from_form(sent)) == right(kind)


@KINDS
def test_an_empty_form_is_no_answer(kind):
    found = TYPES[kind]
    assert found.parse(QUESTIONS[kind].body, found.from_form(QueryDict())) is None


def test_a_matching_says_whether_answers_are_left_over():
    body = QUESTIONS["matching"].body
    assert "Not every answer" in TYPES["matching"].hint(body)
    even = {**body, "answers": body["answers"][:3]}
    assert "Not every answer" not in TYPES["matching"].hint(even)


@pytest.mark.parametrize(
    ("move", "wanted"),
    [("up:b", "bac"), ("down:b", "acb"), ("up:a", "abc"), ("down:c", "abc"), ("up:x", "abc"),
     ("left:b", "abc"), ("", "abc"), ("up", "abc")],
)  # fmt: skip
def test_a_button_moves_one_item_one_place(move, wanted):
    sent = QueryDict(mutable=True)
    sent.setlist("order", list("abc"))
    sent["move"] = move
    assert TYPES["ordering"].from_form(sent) == {"order": list(wanted)}
