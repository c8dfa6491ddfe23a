"""The slices by themselves: what a form sends, what is kept, what is told."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from common.errors import InvalidInput
from practice.listening import TYPES
from practice.listening.base import LONGEST_REPLY
from practice.listening.pieces import clauses, pieces
from tests.practice.listening.made import answer_to, read

EXERCISES = {row["id"]: row for row in read()[0].payload.exercises}


def sent(**fields) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in fields.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


def through(key, **changes):
    exercise = EXERCISES[key]
    kind = TYPES[exercise["type"]]
    form = sent(**{**answer_to(key), **changes})
    return exercise, kind, kind.read(exercise, form)


@pytest.mark.parametrize("key", sorted(EXERCISES))
def test_what_is_kept_is_shown_again_and_told(key):
    exercise, kind, answer = through(key)
    assert kind.shows(exercise, answer)
    assert kind.tells(exercise, answer)
    typed = kind.typed(exercise, sent(**answer_to(key)))
    assert {**answer, **typed} == answer


@pytest.mark.parametrize("key", sorted(EXERCISES))
def test_nothing_sent_is_refused_and_still_shown(key):
    exercise = EXERCISES[key]
    kind = TYPES[exercise["type"]]
    if kind.key != "notice_body":  # having noticed nothing is an answer
        with pytest.raises(InvalidInput):
            kind.read(exercise, sent())
    assert kind.shows(exercise, kind.typed(exercise, sent()))


@pytest.mark.parametrize("word", ["-1", "99", "x", "", "٣", "1e3", "0" * 5000])
@pytest.mark.parametrize(
    ("key", "field"),
    [("named", "feeling"), ("named", "strength"), ("marked", "part"), ("rated", "item-direct"),
     ("sorted", "item-a"), ("inbox", "item-a"), ("floor", "heard"), ("block", "part")],
)  # fmt: skip
def test_odd_values_are_refused(key, field, word):
    with pytest.raises(InvalidInput):
        through(key, **{field: word})


def test_names_beside_the_author():
    exercise, kind, answer = through("named", strength="5")
    told = kind.tells(exercise, answer)
    assert told["is_same_feeling"]
    assert told["is_same_cue"]
    assert not told["is_in_range"]


def test_how_much_of_a_story_was_heard():
    exercise, kind, answer = through("floor")
    told = kind.tells(exercise, answer)
    assert (told["heard"], told["total"], told["encouraged"]) == (2, 5, 1)
    assert told["known"] == ["It left on Monday"]
    assert told["later"] == ["Her father's watch is in it", "The birthday is on Sunday"]


def test_with_the_clock_or_without_the_same_is_told():
    told = {}
    for pace in ("timed", "untimed"):
        exercise, kind, answer = through("floor", pace=pace)
        told[pace] = kind.tells(exercise, answer)
    assert told["timed"] == told["untimed"]


def test_encouraging_takes_nothing():
    told = [through("floor", encouraged=times) for times in ("0", "4")]
    known = [kind.tells(exercise, answer)["known"] for exercise, kind, answer in told]
    assert known[0] == known[1]


def test_a_rating_is_laid_beside_the_speakers_own():
    exercise, kind, answer = through("rated")
    assert [row["gap"] for row in kind.tells(exercise, answer)["rows"]] == ["near", "under"]


@pytest.mark.parametrize("key", sorted(EXERCISES))
def test_no_type_counts_points(key):
    exercise, kind, answer = through(key)
    assert not {"score", "points", "percent", "correct", "right", "wrong"} & set(
        kind.tells(exercise, answer)
    )


def test_a_reply_has_a_limit_and_keeps_line_ends_as_one():
    with pytest.raises(InvalidInput) as refused:
        through("felt", text="x" * (LONGEST_REPLY + 1))
    assert str(LONGEST_REPLY) in refused.value.message
    assert through("felt", text=" a\r\nb\0 ")[2] == {"text": "a\nb"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("So it is late. Is it?", ["So it is late.", "Is it?"]),
        ("Late, and tomorrow\nis the day", ["Late,", "and tomorrow", "is the day"]),
        ("...", []), ("", []), ("ok", ["ok"]), (" a ;; b ", ["a ;;", "b"]),
    ],
)  # fmt: skip
def test_a_reply_is_cut_into_clauses(text, parts):
    assert [text[start:end] for start, end in clauses(text)] == parts


def test_parts_lie_in_the_text_in_its_order():
    shown = pieces("one two one three", ["one", "three", "one"], 2)
    assert "".join(piece["text"] for piece in shown) == "one two one three"
    assert [piece["place"] for piece in shown] == [0, None, 2, None, 1]
    assert [piece["text"] for piece in shown if piece.get("is_chosen")] == ["one"]
