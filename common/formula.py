"""Formula safety: no cell that a spreadsheet opens may begin like a formula.

Reversible: where the first character is dangerous, or an apostrophe, one apostrophe is put before
it; who reads the file strips exactly one. Pure, and beside it the same rule in SQL.
"""

from __future__ import annotations

_PLAIN = "=+-@|%\t\r\n'"
_WIDE = "＝＋－＠｜％＇"
_SMALL = "﹢﹣﹦﹪﹫"
DANGEROUS = frozenset(_PLAIN + _WIDE + _SMALL)
_CODES = ",".join(str(ord(character)) for character in sorted(DANGEROUS))

RULE = (
    "Every field is quoted. Where the first character of a text is one of "
    + " ".join(f"U+{ord(character):04X}" for character in sorted(DANGEROUS))
    + ", one apostrophe (U+0027) is put before it. To read the text back, strip exactly one "
    "leading apostrophe from every text field that begins with one."
)


def guarded(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in DANGEROUS and text else text


def restored(cell: str) -> str:
    """Return the text that a guarded cell stands for."""
    return cell[1:] if cell.startswith("'") else cell


def guarded_sql(expression: str) -> str:
    """Return the SQL of the same rule; ascii() is the first character's code, 0 for no text."""
    return (
        f"CASE WHEN ascii({expression}) = ANY ('{{{_CODES}}}'::int[]) "
        f"THEN '''' || {expression} ELSE coalesce({expression}, '') END"
    )
