"""Statements whose SQL is built once per process.

Building SQL is most of what a small query costs in Python. On the pages that everybody opens,
the same question is asked with another person's id each time, so its text is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import DatabaseDefault

Row = TypeVar("Row", bound=Model)


class CompiledQuery(Generic[Row]):
    """One question with places for values: `build` asks it with marks, `rows` with values.

    A mark is a value of the right type that stands nowhere else in the question.
    """

    def __init__(self, build: Callable[[], QuerySet[Row]], *, marks: Mapping[str, Any]) -> None:
        """Keep how to build it; nothing is built before the first use."""
        self._build = build
        self._marks = marks

    @cached_property
    def _text(self) -> tuple[type[Row], str, tuple[Any, ...]]:
        queryset = self._build()
        sql, params = queryset.query.sql_with_params()
        missing = [name for name, mark in self._marks.items() if mark not in params]
        if missing:
            raise ValueError(f"the question does not hold the marks of {missing}")
        return queryset.model, sql, tuple(params)

    def rows(self, **values: Any) -> list[Row]:
        """Return the rows for these values, one for each mark."""
        if values.keys() != self._marks.keys():
            raise ValueError(f"the question wants {sorted(self._marks)}")
        model, sql, params = self._text
        given = {mark: values[name] for name, mark in self._marks.items()}
        return list(model._default_manager.raw(sql, [given.get(p, p) for p in params]))  # noqa: SLF001 - documented


def insert(row: Model, *, unless_there: bool = False) -> bool:
    """Insert one row and return whether it is new; a unique one may be there, where allowed."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - documented
    given = [f for f in fields if not isinstance(getattr(row, f.attname), DatabaseDefault)]
    columns = tuple(field.column for field in given)
    sql = _insert_sql(row._meta.db_table, columns, unless_there=unless_there)  # noqa: SLF001 - documented
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in given]  # noqa: FBT003 - theirs
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        made = cursor.fetchone()
    if made is None:
        return False
    row.pk, row._state.adding, row._state.db = made[0], False, connection.alias  # noqa: SLF001 - documented
    return True


@lru_cache(maxsize=128)
def _insert_sql(table: str, columns: tuple[str, ...], *, unless_there: bool) -> str:
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    there = " ON CONFLICT DO NOTHING" if unless_there else ""
    return (
        f"INSERT INTO {connection.ops.quote_name(table)} ({names}) "  # noqa: S608 - names of our models
        f"VALUES ({places}){there} RETURNING id"
    )
