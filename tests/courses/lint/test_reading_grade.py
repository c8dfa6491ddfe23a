"""The reading grade against sentences that were counted by hand."""

from __future__ import annotations

import pytest

from courses.lint.prose.readability import count
from courses.lint.prose.sentences import sentences, words
from courses.lint.prose.syllables import syllables

# sentence, words, syllables, grade = 0.39 × words + 11.8 × syllables / words − 15.59, by hand
BY_HAND = [
    ("The cat sat on the mat.", 6, 6, -1.45),
    ("I’m checking where it is.", 5, 6, 0.52),
    ("She waited all day at the window, and nobody called her.", 11, 15, 4.79),
    ("Delivery times are in the courier’s hands.", 7, 12, 7.37),
    ("Empathy has a part you feel and a part you understand.", 11, 15, 4.79),
    ("Institutional considerations necessitate reorganization.", 4, 20, 44.97),
    ("In 289 calls, set phrases of regret did little.", 9, 14, 6.28),  # a digit is one syllable
]


@pytest.mark.parametrize(("text", "count_words", "count_syllables", "grade"), BY_HAND)
def test_a_sentence_counted_by_hand(text, count_words, count_syllables, grade):
    found = count([text])
    assert (found.sentences, found.words, found.syllables) == (1, count_words, count_syllables)
    assert found.grade == pytest.approx(grade, abs=0.01)


def test_a_text_is_graded_over_all_its_sentences():
    found = count(["The cat sat. The dog ran off.", "It rained"])
    assert (found.sentences, found.words, found.syllables) == (3, 9, 9)
    assert found.mean_sentence == 3
    assert found.grade == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_nothing_has_grade_zero():
    assert count([]).grade == 0
    assert count(["___ — [F1.1]"]).words == 0


@pytest.mark.parametrize(
    ("number", "listed"),
    [
        (1, "time called walked asked there’s you’d eye please voice whole strength through"),
        (2, "parcel waited apple settled people handled careful surely quiet science"),
        (2, "didn’t isn’t something maybe sometimes being doing player reaches wishes table ages"),
        (2, "step-free half-hour 42 naïve"),
        (3, "understand empathy everyone curious serious customer’s easier area radio museum"),
        (4, "information experience immediate usually anxiety society conversation"),
        (5, "university immediately compassionately organization"),
        (6, "responsibility"),
    ],
)
def test_syllables(number, listed):
    assert {word: syllables(word) for word in listed.split()} == dict.fromkeys(
        listed.split(), number
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", 3),
        ("Mr. Osei waits. Dr. Wei left.", 2),
        ("It opens at 9 a.m. on Monday. Come by.", 2),
        ("“Where is it?” is a question.", 1),
        ("He asked: “Where is it?” She looked away.", 2),
        ("It costs 4.50 in all.", 1),
        ("Well … yes. No.", 2),
        ("my card failed. team lunch. everyone went quiet", 3),
        ("It is so. [F1.1] It is.", 2),
        ("It is so[F1.1]. It is.", 2),
        ("Take plan B. It works.", 2),
        ("J. Smith called.", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_sentences(text, expected):
    assert len(sentences(text)) == expected, sentences(text)


def test_a_citation_stays_with_its_sentence():
    assert sentences("It is so. [F1.1] It is.") == ["It is so. [F1.1]", "It is."]


def test_words_are_what_one_would_count():
    assert words("Don’t — the step-free room, no. 12 [F1.1]!") == [
        "Don’t", "the", "step-free", "room", "no", "12",
    ]  # fmt: skip
