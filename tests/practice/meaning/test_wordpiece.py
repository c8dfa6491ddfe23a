"""The tokenizer splits as the published one of BERT does; its own examples are the test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.feedback.embedding.wordpiece import MOST_TOKENS, WordPiece

# From the tests that were published with BERT.
BERT = WordPiece(
    ["[UNK]", "[CLS]", "[SEP]", "want", "##want", "##ed", "wa", "un", "runn", "##ing", ","]
)


def pieces(text, *known):
    return WordPiece(["[UNK]", "[CLS]", "[SEP]", *known]).pieces(text)


def test_the_full_example_of_bert():
    assert BERT.pieces("UNwant\u00e9d,running") == ["un", "##want", "##ed", ",", "runn", "##ing"]
    assert BERT.ids("UNwant\u00e9d,running") == [1, 7, 4, 5, 10, 8, 9, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("unwanted running", ["un", "##want", "##ed", "runn", "##ing"]),
        ("unwantedX running", ["[UNK]", "runn", "##ing"]),
    ],
)
def test_words_become_their_longest_pieces(text, expected):
    assert BERT.pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (" \tHeLLo!how  \n Are yoU?  ", "hello ! how are you ?", "hello ! how are you ?"),
        ("H\u00e9llo", "hello", "hello"),
        ("ah\u535a\u63a8zz", "ah zz \u535a \u63a8", "ah \u535a \u63a8 zz"),
        ("\u200bzero\u00a0width\x00", "zero width", "zero width"),
        ("don’t $5", "don ’ t $ 5", "don ’ t $ 5"),
        ("\u0130stanbul", "istanbul", "istanbul"),
        ("x" * 101, "x ##x", "[UNK]"),
        ("xx", "x ##x", "x ##x"),
    ],
)
def test_text_is_cleaned_and_cut_as_bert_does(text, known, expected):
    assert pieces(text, *known.split()) == expected.split()


def test_special_tokens_in_a_reply_are_plain_signs():
    assert pieces("[SEP] [CLS]", "[", "]", "sep", "cls") == ["[", "sep", "]", "[", "cls", "]"]
    assert BERT.ids("[SEP]")[1:-1] == [0, 0, 0]


def test_a_long_text_is_cut_before_its_end_token():
    ids = BERT.ids("want " * 900)
    assert len(ids) == MOST_TOKENS
    assert (ids[0], ids[-1], set(ids[1:-1])) == (1, 2, {3})


@given(st.text(max_size=200))
def test_any_text_has_numbers_between_its_two_ends(text):
    ids = BERT.ids(text)
    assert (ids[0], ids[-1]) == (1, 2)
    assert not {1, 2} & set(ids[1:-1])
