"""The law of remarks: quote what was found, ask about the rest, never accuse, never grade."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from practice.feedback.cues.highlights import LABELS, highlights
from practice.feedback.evidence.corpus import replies
from practice.feedback.remarks import remarks
from practice.feedback.shapes import Misreading, Point, Statement

ALL = frozenset(LABELS)
STATEMENT = Statement(
    text="It was promised for Tuesday, the party is tomorrow, and nobody rang back.",
    points=(
        Point(id="late", say=("promised for Tuesday", "the present is late")),
        Point(id="party", say=("the party is tomorrow", "a birthday tomorrow")),
        Point(id="silence", say=("nobody rang back", "no call back")),
    ),
    feelings=("worried", "angry"),
    misreadings=(
        Misreading(text=("you want your money back",), ask="She named tomorrow: does that match?"),
    ),
)
GOOD = (
    "It was due on Tuesday, the party is tomorrow, and nobody called you back. That’s worrying. "
    "No wonder you’re upset. I’ll ring the depot now. When does the party start?"
)
# What no sentence of ours may say, in whatever words an exercise asks for.
ACCUSES = re.compile(
    r"\b(?:missing|forgot|failed|wrong|should have|did not|didn't|must|bad|impolite|rude|error|"
    r"incorrect|lacks?|score|points?|grade|\d+ ?%)\b",
    re.IGNORECASE,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def by_kind(reply, enabled=ALL):
    made = remarks(STATEMENT, reply, enabled=enabled)
    return {kind: [one for one in made if one.kind == kind] for kind in ("found", "point", "ask")}


def test_a_good_reply_gets_its_moves_quoted():
    found = {one.code: one.quote for one in by_kind(GOOD)["found"]}
    assert found["names_feeling"] == "That’s worrying"
    assert found["acts"] == "I’ll ring the depot now"
    assert found["explores"] == "When does the party start?"
    assert "No wonder" in found["validates"]


def test_two_questions_about_one_word_have_two_names():
    statement = Statement(
        text="I waited for a week.",
        misreadings=(
            Misreading(text=("want your money back",), ask="Whose wish is that?"),
            Misreading(text=("want your money today",), ask="When did they say?"),
        ),
    )
    made = remarks(statement, "So you want your money back today.", enabled=ALL)
    asked = [(one.code, one.point, one.start) for one in made if one.code == "misreading"]
    assert asked == [("misreading", "", 7), ("misreading", "also-1", 7)]


def test_each_move_is_pointed_out_once():
    found = by_kind("That’s worrying. It’s scary. This is upsetting.")["found"]
    assert [one.code for one in found] == ["names_feeling"]


def test_key_points_have_three_states_and_the_author_s_words():
    points = by_kind("The party is tomorrow, and it was for Tuesday.")["point"]
    states = {one.point: one.state for one in points}
    assert states == {"late": "not_sure", "party": "found", "silence": "your_call"}
    assert [one.text for one in points] == [point.say[0] for point in STATEMENT.points]


def test_a_misreading_is_a_question():
    (asked,) = [one for one in by_kind("So you want your money back.")["ask"]
                if one.code == "misreading"]  # fmt: skip
    assert asked.text == "She named tomorrow: does that match?"
    assert asked.quote == "want your money back"


def test_a_copy_is_a_question():
    codes = {one.code for one in by_kind(STATEMENT.text)["ask"]}
    assert "copied" in codes


def test_where_no_feeling_was_seen_it_asks_and_claims_nothing():
    assert "ask-feeling" in {one.code for one in by_kind("I’ll ring the depot now.")["ask"]}
    assert "ask-feeling" not in {one.code for one in by_kind(GOOD)["ask"]}


def test_highlights_that_did_not_pass_the_gate_are_silent():
    assert by_kind(GOOD, enabled=frozenset())["found"] == []
    assert [one.code for one in by_kind(GOOD, frozenset({"acts"}))["found"]] == ["acts"]


def test_nothing_written_nothing_said():
    assert remarks(STATEMENT, " \n", enabled=ALL) == ()


@given(TEXT)
def test_every_quote_stands_where_it_says(reply):
    for one in remarks(STATEMENT, reply, enabled=ALL):
        assert one.quote == reply[one.start : one.end]
        assert one.why
        assert one.confidence in {"likely", "perhaps"}


def test_no_remark_on_any_labeled_reply_accuses_or_grades():
    """Over every reply that we have, good and bad, in what we say ourselves around the quotes."""
    seen = 0
    with translation.override("en"):
        for name in ("seeds", "held_out"):
            for labeled in replies(name):
                statement = Statement(text=labeled.customer, feelings=("worried",))
                for one in remarks(statement, labeled.reply, enabled=ALL):
                    own = f"{one.text} {one.why}".replace(one.quote or "\0", "")
                    assert not ACCUSES.search(own), (labeled.id, own)
                    seen += 1
    assert seen > 500


def test_control_the_law_sees_an_accusation():
    assert ACCUSES.search("You did not name the feeling.")
    assert ACCUSES.search("Score: 80 %")


def test_a_language_without_cues_has_no_highlights():
    assert highlights("Das ist ärgerlich.", "Mein Paket fehlt.", language="de") == ()


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ("I understand your frustration.", "names_feeling"),
        ("There is no need to be upset.", "names_feeling"),
        ("I feel frustrated by this system too.", "names_feeling"),
        ("What is your order number?", "explores"),
        ("How can I help you today?", "explores"),
        ("So I checked the log.", "paraphrases"),
        ("I can’t change the date.", "acts"),
        ("I’ll get back to you as soon as possible.", "acts"),
        ("Thank you for your patience.", "warmth"),
    ],
)
def test_set_phrases_and_look_alikes_do_not_count(reply, label):
    assert label not in {one.label for one in highlights(reply, "It is late.")}
