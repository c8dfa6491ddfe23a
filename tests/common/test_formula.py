"""The formula rule: the SQL says what the pure reference says, and it can be taken back."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from common.formula import DANGEROUS, RULE, guarded, guarded_sql, restored
from reports.definitions.lines import CanonicalLines

storable = st.text(
    alphabet=st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=20
)
starts = st.sampled_from(sorted(DANGEROUS)) | st.just("")
texts = st.builds(lambda start, rest: start + rest, starts, storable)


@given(texts)
def test_what_is_guarded_comes_back(text):
    assert restored(guarded(text)) == text


@given(texts)
def test_no_guarded_cell_begins_dangerously_except_by_its_apostrophe(text):
    assert guarded(text)[:1] not in DANGEROUS - {"'"}


@given(texts)
def test_two_texts_never_share_a_cell(text):
    assert guarded("'" + text) != guarded(text)


@pytest.mark.parametrize("character", list("=+-@|%\t\r\n'＝＋－＠｜％＇﹢﹣﹦﹪﹫"))
def test_every_named_character_is_guarded(character):
    assert guarded(character) == f"'{character}"
    assert f"U+{ord(character):04X}" in RULE


class SqlSaysTheSame(TestCase):
    @settings(max_examples=300, deadline=None)
    @given(st.lists(texts, min_size=1, max_size=30))
    def test_as_the_reference(self, found):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {guarded_sql('text')} FROM unnest(%s::text[]) "
                "WITH ORDINALITY AS t(text, n) ORDER BY n",
                [found],
            )
            assert [cell for (cell,) in cursor.fetchall()] == [guarded(text) for text in found]

    def test_nothing_is_an_empty_cell(self):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {guarded_sql('text')} FROM (SELECT NULL::text AS text) AS t")
            assert cursor.fetchone() == ("",)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@given(st.lists(st.text(alphabet='Z"\n\r,a', max_size=8), max_size=12), st.integers(1, 7))
def test_line_ends_are_found_whatever_the_cells_hold_and_wherever_pieces_are_cut(cells, size):
    records = [f'{quoted(cell)},"2026-11-23T13:00:00Z"' for cell in cells]
    copied = "".join(f"{record}\n" for record in records).encode()
    target = io.BytesIO()
    with CanonicalLines(target, report=lambda _: None) as lines:
        for start in range(0, len(copied), size):
            lines.write(memoryview(copied[start : start + size]))
    assert target.getvalue() == "".join(f"{record}\r\n" for record in records).encode()
    assert lines.rows == len(cells)
