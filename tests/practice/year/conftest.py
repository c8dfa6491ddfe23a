from __future__ import annotations

import pytest

from tests.practice.year.decks import joined, student, year_course


@pytest.fixture
def course(db):
    return year_course()


@pytest.fixture
def learner(dana, course):
    """Dana, who did the first module and takes part."""
    student(dana, course, "l1-1")
    joined(dana)
    return dana
