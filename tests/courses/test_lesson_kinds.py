"""Kinds register themselves; nobody else knows them by name."""

from __future__ import annotations

import pytest

from courses import lesson_kinds


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(lesson_kinds, "_kinds", dict(lesson_kinds._kinds))
    monkeypatch.setattr(lesson_kinds, "_pages", dict(lesson_kinds._pages))
    return lesson_kinds


def kind(key: str) -> lesson_kinds.LessonKind:
    return lesson_kinds.LessonKind(
        key=key, label=key, icon="circle", read=lambda source, problems: None,
        store=lambda lesson, draft: None,
    )  # fmt: skip


def test_reading_is_there():
    assert lesson_kinds.get("reading").icon == "book-open"
    assert "reading" in lesson_kinds.readers()


def test_a_kind_is_registered_once(registry):
    registry.register(kind("puzzle"))
    assert registry.get("puzzle").key == "puzzle"
    with pytest.raises(ValueError, match="twice"):
        registry.register(kind("puzzle"))


def test_a_higher_layer_attaches_the_page(registry):
    registry.attach_page("puzzle", len, len)  # may come first: apps start in any order
    registry.register(kind("puzzle"))
    assert registry.page("puzzle") is len
    assert registry.page("nope") is None
    assert "puzzle" in [found.key for found in registry.all()]


def test_an_unknown_kind(registry):
    with pytest.raises(KeyError):
        registry.get("nope")
