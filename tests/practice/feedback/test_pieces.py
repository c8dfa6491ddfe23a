"""The pieces that remarks are made of: words, coverage, copies, contact data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.feedback.contact import contact_hints
from practice.feedback.coverage import best_of, covered, misread
from practice.feedback.parrot import COPIED, copied_share
from practice.feedback.shapes import Misreading, Point, Statement
from practice.feedback.words import content, sentences, stem, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
LATE = Point(id="late", say=("the parcel is late", "it did not come on Tuesday"))


@given(TEXT)
def test_words_stand_where_they_say(text):
    for word in words(text):
        assert text[word.start : word.end].lower().replace("’", "'") == word.text


@given(TEXT)
def test_sentences_stand_where_they_say(text):
    for sentence in sentences(text):
        assert text[sentence.start :].startswith(sentence.text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("called", "calls"), ("worries", "worried"), ("planning", "planned"), ("late", "lately"),
     ("wife's", "wife"), ("boxes", "box")],
)  # fmt: skip
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


def test_words_that_carry_nothing_do_not_count():
    assert [word.text for word in content(words("It was on the Tuesday"))] == ["tuesday"]
    assert [word.text for word in content(words("It was"))] == ["it", "was"]


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ("So the parcel came late.", "found"),
        ("You expected it on Tuesday and it didn’t come.", "found"),
        ("Your parcel, I see.", "not_sure"),
        ("Let me have a look for you.", "your_call"),
        ("", "your_call"),
    ],
)
def test_a_point_is_found_by_either_wording(reply, state):
    assert covered(LATE, reply).state == state


def test_what_carries_a_point_can_be_quoted():
    reply = "I see: the parcel came late."
    assert [reply[a:b] for a, b in covered(LATE, reply).spans] == ["parcel", "late"]


def test_a_point_without_wordings_is_nowhere():
    assert best_of((), words("anything")).score == 0


def test_a_misreading_is_seen_by_its_words():
    wrong = Misreading(text=("you want a refund",), ask="She named the parcel: does that match?")
    statement = Statement(text="I want my parcel.", misreadings=(wrong,))
    assert [at for at, _ in misread(statement, "So you want your money as a refund.")] == [0]
    assert misread(statement, "So you want your parcel.") == ()


def test_a_copy_with_the_seats_exchanged_is_a_copy():
    said = "I planned this for weeks and now my daughter thinks I forgot."
    copy = "You planned this for weeks and now your daughter thinks you forgot."
    assert copied_share(said, copy) >= COPIED
    assert copied_share(said, "All that care, and she might think it slipped your mind.") < 0.14
    assert copied_share(said, "Oh no.") == 0


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to ann.b@example.org please", ["email"]),
        ("Ring me on +44 20 7946 0018.", ["phone"]),
        ("My card is 4111 1111 1111 1111", ["card"]),
        ("4111 1111 1111 1112 is no card", []),
        ("Order 12345, due 2026-11-26 or 26.11.2026", []),
        ("Gate 40, row 7, 3 bags", []),
    ],
)
def test_contact_data_are_spotted(text, kinds):
    assert [hint.kind for hint in contact_hints(text)] == kinds


@given(TEXT)
def test_no_text_breaks_the_search_for_contact_data(text):
    for hint in contact_hints(text):
        assert 0 <= hint.start < hint.end <= len(text)
