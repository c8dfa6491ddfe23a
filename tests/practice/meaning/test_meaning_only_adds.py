"""By meaning a point may be found besides; nothing is taken away and nothing is called missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.feedback import sentences as say
from practice.feedback.embedding.meaning import (
    MARGIN,
    MOST_PARTS,
    THRESHOLD,
    cosine,
    found_by_meaning,
    nearness,
)
from practice.feedback.embedding.measure import agreement
from practice.feedback.remarks import remarks
from practice.feedback.shapes import Point, Statement

LATE = Point(id="late", say=("parcel is late", "it did not come"))
PARTY = Point(id="party", say=("the party is tomorrow",))
STATEMENT = Statement(text="It did not come and the party is tomorrow.", points=(LATE, PARTY))
EXACT = THRESHOLD + MARGIN


class Stub:
    """An encoder that knows some texts and how near each is to the direction of lateness."""

    def __init__(self, **near):
        self.near = {"parcel is late": 1.0, **near}
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return [self.vector(self.near.get(text)) for text in texts]

    def vector(self, share):
        return [0.0, 0.0] if share is None else [share, (1 - share * share) ** 0.5]


def test_the_best_sentence_of_a_reply_counts():
    stub = Stub(**{"It never arrived.": 0.9})
    assert found_by_meaning([LATE], "I hear you. It never arrived.", encoder=stub) == {"late": True}


def test_so_does_one_clause_of_a_sentence():
    stub = Stub(**{"it never turned up": 0.9})
    reply = "You waited all day, it never turned up and nobody rang."
    assert found_by_meaning([LATE], reply, encoder=stub) == {"late": True}


def test_two_words_are_no_clause():
    stub = Stub()
    nearness([LATE], "On Friday, at last, it came and went.", encoder=stub)
    assert set(stub.asked) == {"On Friday, at last, it came and went.", *LATE.say}


def test_so_does_the_reply_as_a_whole():
    stub = Stub(**{"You wait. Still.": 0.9})
    assert found_by_meaning([LATE], "You wait. Still.", encoder=stub) == {"late": True}


def test_so_does_either_wording():
    stub = Stub(**{"parcel is late": None, "it did not come": 1.0, "It never arrived.": 0.9})
    assert found_by_meaning([LATE], "It never arrived.", encoder=stub) == {"late": True}


@pytest.mark.parametrize(("share", "found"), [(EXACT + 0.001, True), (THRESHOLD + 0.001, False)])
def test_it_takes_the_threshold_and_the_margin(share, found):
    assert found_by_meaning([LATE], "So.", encoder=Stub(**{"So.": share})) == {"late": found}


def test_nothing_to_compare_is_nothing_found():
    assert found_by_meaning([LATE], "  ", encoder=Stub()) == {}
    assert found_by_meaning([], "It is late.", encoder=Stub()) == {}


def test_a_flood_of_sentences_costs_no_more_than_some():
    stub = Stub()
    nearness([PARTY], "".join(f"No {n}. " for n in range(900)), encoder=stub)
    assert len(stub.asked) == MOST_PARTS + 1


def test_a_vector_without_length_is_near_to_nothing():
    assert cosine([0.0, 0.0], [1.0, 0.0]) == 0.0
    assert cosine([2.0, 0.0], [5.0, 0.0]) == 1.0


def points(reply, *meant):
    made = remarks(STATEMENT, reply, enabled=frozenset(), meant=frozenset(meant))
    return {one.point: one for one in made if one.kind == "point"}


def test_the_better_state_counts_and_says_why():
    plain, hinted = points("It is still on its way."), points("It is still on its way.", "late")
    assert (plain["late"].state, hinted["late"].state) == ("your_call", "found")
    assert (plain["late"].why, hinted["late"].why) == (say.POINT_WHY, say.MEANING_WHY)
    assert hinted["late"].confidence == "perhaps"
    assert hinted["late"].quote == ""


def test_what_words_found_stays_found_by_words():
    by_words, both = points("The party is tomorrow."), points("The party is tomorrow.", "party")
    assert by_words == both
    assert both["party"].why == say.POINT_WHY


@given(
    reply=st.sampled_from(["", "So?", "The party is tomorrow.", "It is late.", STATEMENT.text]),
    meant=st.sets(st.sampled_from(["late", "party", "elsewhere"])),
)
def test_no_hint_makes_a_state_worse_or_moves_a_quote(reply, meant):
    order = ["your_call", "not_sure", "found"]
    before, after = points(reply), points(reply, *meant)
    assert before.keys() == after.keys()
    for key, one in after.items():
        assert order.index(one.state) >= order.index(before[key].state)
        assert (one.quote, one.start, one.end) == (
            before[key].quote, before[key].start, before[key].end,
        )  # fmt: skip
        assert "meaning" in str(one.why) or one == before[key]


def test_agreement_is_counted_by_words_and_by_meaning():
    stub = Stub(**{"it did not come": 0.9, "it did not come.": 0.9})
    found = agreement([[LATE, PARTY], [LATE]], encoder=stub)
    counts = {
        kind: (one.asked, one.by_words, one.by_meaning, one.either) for kind, one in found.items()
    }
    assert counts == {"alone": (2, 0, 2, 2), "among": (1, 0, 1, 1), "absent": (2, 0, 0, 0)}
