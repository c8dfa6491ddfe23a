"""Querysets whose SQL is built once per process.

Building SQL is most of what a small query costs in Python. On the pages that everybody opens,
the same question is asked with another person's id each time, so its text is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

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
