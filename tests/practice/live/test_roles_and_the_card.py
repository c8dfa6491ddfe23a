"""Everybody has every role, no two the same at once; and the card describes what one hears."""

from __future__ import annotations

import re

import pytest

from practice.live.card import BEHAVIORS, LEVELS, Mark, marks_of, packed
from practice.live.roles import ROLES, keeps_card, role_in


@pytest.mark.parametrize("who", ROLES)
def test_in_each_round_each_role_is_taken_once(who):
    for number in range(1, 7):
        taken = [role_in(number, first=first, who=who) for first in ROLES[who]]
        assert sorted(taken) == sorted(ROLES[who])


@pytest.mark.parametrize("who", ROLES)
def test_everybody_has_each_role(who):
    for first in ROLES[who]:
        mine = [role_in(number, first=first, who=who) for number in range(1, len(ROLES[who]) + 1)]
        assert mine[0] == first
        assert sorted(mine) == sorted(ROLES[who])


def test_a_role_that_a_pair_does_not_have_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        role_in(1, first="observer", who="pair")


def test_one_of_them_has_the_card():
    assert [role for role in ROLES["three"] if keeps_card(role, "three")] == ["observer"]
    assert [role for role in ROLES["pair"] if keeps_card(role, "pair")] == ["speaker"]


def test_the_card_has_eight_behaviors_on_four_levels_of_different_words():
    texts = [str(level) for one in BEHAVIORS for level in one.levels]
    assert [one.key for one in BEHAVIORS] == [
        "notice", "name", "validate", "paraphrase", "ask", "act", "bound", "recover",
    ]  # fmt: skip
    assert len(texts) == len(set(texts)) == 8 * len(LEVELS)


def test_levels_speak_of_words_and_never_of_the_person():
    person = re.compile(
        r"\b(is|are|was|seems?|being) (good|bad|cold|warm|rude|kind|poor|empath\w+)\b"
        r"|\b(fails?|should|never|always|skilled|talent\w*)\b",
        re.IGNORECASE,
    )
    assert [str(t) for one in BEHAVIORS for t in one.levels if person.search(str(t))] == []


def test_marks_come_back_as_they_were_packed_and_empty_ones_do_not():
    marks = {"ask": Mark(level=3, words="“And then?”"), "act": Mark(), "name": Mark(words="lonely")}
    told = packed(marks)
    assert marks_of(told) == {"ask": marks["ask"], "name": marks["name"]}
    assert packed(dict(reversed(marks.items()))) == told
    assert marks_of(None) == {}
