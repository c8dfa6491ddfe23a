"""The SQL that writes a kind's rows as canonical CSV, and the SQL that counts them."""

from __future__ import annotations

from common.formula import guarded_sql
from reports.definitions.kind import Column, Frame, Kind, Shape


def ordered_rows(kind: Kind, frame: Frame) -> str:
    """Return the SELECT of the raw rows in their fixed order."""
    names = ", ".join(column.name for column in kind.columns_for(frame))
    # The sorted rows are a subquery that the planner leaves alone, so that cells are written
    # after sorting, row by row, and not carried through the sort.
    return f"SELECT {names} FROM ({kind.rows(frame)} ORDER BY {kind.order}) AS sorted"  # noqa: S608 - our own definitions


def copy_canonical(kind: Kind, frame: Frame) -> str:
    """Return the COPY that streams the canonical cells."""
    columns = kind.columns_for(frame)
    cells = ", ".join(_cell(column) for column in columns)
    rows = f"SELECT {cells} FROM ({kind.rows(frame)} ORDER BY {kind.order}) AS sorted"  # noqa: S608
    return f"COPY ({rows}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"


def copy_plain(kind: Kind, frame: Frame) -> str:
    """Return the COPY of the same rows as PostgreSQL prints them: what benchmarks compare with."""
    return f"COPY ({ordered_rows(kind, frame)}) TO STDOUT"


def totals(kind: Kind, frame: Frame) -> str:
    """Return the SELECT of (state, count): one line per state, or one line for all."""
    by = kind.totals_by or "'all'"
    return f"SELECT {by}, count(*) FROM ({kind.rows(frame)}) AS counted GROUP BY 1"  # noqa: S608


def header(kind: Kind, frame: Frame) -> bytes:
    """Return the first line of the file."""
    names = ",".join(f'"{column.name}"' for column in kind.columns_for(frame))
    return f"{names}\r\n".encode()


def _cell(column: Column) -> str:
    match column.shape:
        case Shape.TEXT:
            return guarded_sql(column.name)
        case Shape.INSTANT:
            # The session's time zone is UTC and its dates are ISO.
            text = f"replace({column.name}::timestamp::text, ' ', 'T') || 'Z'"
        case _:
            text = column.name if column.is_given else f"{column.name}::text"
    return text if column.is_given else f"coalesce({text}, '')"
