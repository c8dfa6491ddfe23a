"""Whatever somebody writes, the rules neither fail nor lose a word nor take long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.lint.checks.people import stereotype
from courses.lint.prose.blocks import marked
from courses.lint.prose.figures import figure_in
from courses.lint.prose.readability import count
from courses.lint.prose.sentences import sentences, words
from courses.lint.prose.syllables import syllables

TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["She", "waits", ".", "!", "…", "”", "“", "[F1.1]", "Mr.", "a.m.", "42", "1,000", "don’t",
         "step-free", "people from", "are", "%", "N = 5", "\n", "\n\n", "::: hook\n", ":::\n",
         "![a](assets/b.svg)", "[x](https://y)", "*", "#", "|", ">"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(TEXTS)
def test_sentences_keep_every_word(text):
    assert [word for sentence in sentences(text) for word in words(sentence)] == words(text)


@given(TEXTS)
def test_nothing_fails(text):
    for block in marked(text).blocks:
        assert count([block.text]).syllables >= count([block.text]).words
        assert isinstance(figure_in(block.text, part="principle"), str)
        assert isinstance(stereotype(block.text), str)


@given(st.text(max_size=60))
def test_a_word_has_a_syllable(word):
    assert syllables(word) >= 1


LONG = ["all ", "people from ", "1 ", "1", "1,", "a.", "“", "a", " ", ". ", "”", "[F1.1] ", "was "]


@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_the_largest_size_takes_seconds_at_most(piece):
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    count([text])
    figure_in(text, part="principle")
    stereotype(text)
    assert time.process_time() - begun < 5
