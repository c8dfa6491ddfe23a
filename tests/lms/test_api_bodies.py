"""A body of the API is one small object of text that can be stored, said in one way only."""

from __future__ import annotations

import io

import pytest
from rest_framework.exceptions import ParseError

from lms.api.parsers import LARGEST, StrictJSONParser


def parsed(body: bytes):
    return StrictJSONParser().parse(io.BytesIO(body))


def test_an_object_is_read():
    assert parsed('{"answer": {"text": "Šimić"}}'.encode()) == {"answer": {"text": "Šimić"}}


@pytest.mark.parametrize(
    "body",
    [
        b'{"choice": "a", "choice": "b"}',
        b'{"answer": {"choice": "a", "choice": "b"}}',
        b'{"rating": NaN}',
        b'{"rating": -Infinity}',
        b'{"text": "\\ud83d"}',
        b'{"text": "\xff"}',
        b"[1]",
        b'"text"',
        b"",
        b"[" * 20_000,
    ],
)
def test_whatever_can_be_read_in_two_ways_or_not_at_all_is_refused(body):
    with pytest.raises(ParseError):
        parsed(body)


def test_the_largest_body_is_read_and_one_byte_more_is_not():
    frame = len(b'{"text": ""}')
    assert len(parsed(b'{"text": "%s"}' % (b"x" * (LARGEST - frame)))["text"]) == LARGEST - frame
    with pytest.raises(ParseError, match="64 kB"):
        parsed(b'{"text": "%s"}' % (b"x" * (LARGEST - frame + 1)))
