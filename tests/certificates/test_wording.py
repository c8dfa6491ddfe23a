import datetime as dt
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import wording
from people.names import UnfitText, clean


def facts(**changed):
    given = {
        "holder_name": "Dana Whitfield-Šimić",
        "organization": "Northwind Assistance",
        "signatory_name": "Theo Lindqvist",
        "signatory_title": "Head of Learning",
        "course_title": "Empathy in customer service",
        "version_number": 3,
        "language": "en",
        "modules": ("Foundations",),
        "outcomes": ("Name a feeling.",),
        "completed_on": dt.date(2026, 11, 27),
        "issued_on": dt.date(2026, 11, 28),
        "expires_on": None,
        "has_passed_quizzes": True,
    }
    return wording.Facts(**{**given, **changed})


def test_the_payload_is_plain_json_that_says_everything():
    payload = wording.freeze(facts(expires_on=dt.date(2027, 11, 27)))
    assert json.loads(json.dumps(payload)) == payload
    assert payload["holder_name"] == "Dana Whitfield-Šimić"
    assert payload["completed_on"] == "2026-11-27"
    assert payload["completed_text"] == "27 November 2026"
    assert payload["issued_text"] == "28 November 2026"
    assert payload["expires_text"] == "27 November 2027"
    assert payload["extent"] == "its one module, with the quiz passed, on 27 November 2026."


@pytest.mark.parametrize(
    ("count", "passed", "said"),
    [
        (0, True, "on 27 November 2026."),
        (1, False, "its one module, on 27 November 2026."),
        (9, True, "all nine modules, with every module quiz passed, on 27 November 2026."),
        (12, False, "all 12 modules, on 27 November 2026."),
    ],
)
def test_the_extent_counts_in_words(count, passed, said):
    modules = tuple(f"Module {number}" for number in range(count))
    payload = wording.freeze(facts(modules=modules, has_passed_quizzes=passed))
    assert payload["extent"] == said


def test_names_are_stored_composed():
    payload = wording.freeze(facts(holder_name="  Zoe\u0308  Z\u030ciz\u030cek "))
    assert payload["holder_name"] == "Zoë Žižek"
    assert unicodedata.is_normalized("NFC", payload["holder_name"])


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "Dana\x00",
        "Dana\nWhitfield",
        "Dana\x1b[31m",
        "\u202eanaD",  # shows backwards
        "Da\u200bna",  # holds what nobody sees
        "Dana\ue000",  # private use
        "Dana\ufeff",
    ],
)
def test_names_with_control_or_hidden_characters_are_refused(name):
    with pytest.raises(UnfitText):
        wording.freeze(facts(holder_name=name))


def test_joiners_that_shape_letters_stay():
    assert clean("علی\u200cرضا") == "علی\u200cرضا"


@given(st.text(max_size=80))
def test_clean_text_stays_as_it_is(text):
    try:
        found = clean(text)
    except UnfitText:
        return
    assert clean(found) == found
    assert "\n" not in found


def test_outcomes_stop_before_they_crowd_the_page():
    payload = wording.freeze(facts(outcomes=tuple("x" * 150 for _ in range(9))))
    assert len(payload["outcomes"]) == 4
    many = wording.freeze(facts(outcomes=tuple(f"Outcome {number}" for number in range(9))))
    assert len(many["outcomes"]) == wording.OUTCOMES_AT_MOST


def test_the_hash_is_that_of_the_content_not_of_its_order():
    payload = wording.freeze(facts())
    shuffled = dict(reversed(payload.items()))
    assert wording.sha256(payload) == wording.sha256(shuffled)
    assert wording.sha256(payload) != wording.sha256({**payload, "version_number": 4})


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-27", 12, "2027-11-27"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_validity_is_counted_in_calendar_months(day, months, later):
    found = wording.months_later(dt.date.fromisoformat(day), months)
    assert found == dt.date.fromisoformat(later)


@given(st.dates(max_value=dt.date(2200, 1, 1)), st.integers(0, 240), st.integers(0, 240))
def test_more_months_never_end_earlier(day, some, more):
    few, many = sorted((some, more))
    assert wording.months_later(day, few) <= wording.months_later(day, many)
