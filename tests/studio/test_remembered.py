"""Reading a lesson once gives what reading it each time gives, and no more is kept than holds."""

from __future__ import annotations

from collections import Counter

import pytest

from courses import lesson_kinds
from courses.package.drafts import Survey
from courses.package.read import survey_files
from studio.selectors import remembered
from tests.courses import tiny_package
from tests.courses.tiny_package import FACTS, LESSON, LESSON_PATH, LINE
from tests.studio.full_package import FILES, QUIZ, QUIZ_PATH

WHOLE = {path: text.encode() for path, text in {**tiny_package.FILES, **FILES}.items()}
CHANGES = [
    {}, {LESSON_PATH: LESSON.replace("goes badly", "goes wrong")},
    {LESSON_PATH: LESSON.replace("minutes: 5", "minuts: 5")}, {"assets/line.svg": LINE + " "},
    {"facts.yaml": FACTS.replace("F1.1", "F1.2")}, {QUIZ_PATH: QUIZ.replace("draw: 2", "draw: 9")},
    {LESSON_PATH: LESSON.replace("assets/line.svg", "assets/none.svg")}, {},
]  # fmt: skip


@pytest.fixture
def reads():
    """Count what is really read."""
    return Counter()


def surveyed(files, reads, *, remember=True) -> Survey:
    def counting(kind, read):
        def counted(source, problems):
            reads[source.path] += 1
            return read(source, problems)

        return counted

    kinds = {kind: counting(kind, read) for kind, read in lesson_kinds.readers().items()}
    return survey_files(files, kinds=remembered.remembering(kinds, files) if remember else kinds)


def test_it_comes_to_the_same_after_every_change(reads):
    for change in CHANGES:
        files = {**WHOLE, **{path: text.encode() for path, text in change.items()}}
        assert surveyed(files, reads) == surveyed(files, Counter(), remember=False)


def test_only_what_changed_is_read_again(reads):
    surveyed(WHOLE, reads)
    changed = LESSON.replace("goes badly", "goes wrong").encode()
    surveyed({**WHOLE, LESSON_PATH: changed}, reads)
    assert reads[LESSON_PATH] == 2
    assert reads[QUIZ_PATH] == 1


def test_what_lessons_refer_to_has_all_of_them_read_again(reads):
    surveyed(WHOLE, reads)
    surveyed({**WHOLE, "facts.yaml": FACTS.replace("F1.1", "F1.2").encode()}, reads)
    assert (reads[LESSON_PATH], reads[QUIZ_PATH]) == (2, 2)


def test_it_keeps_a_bounded_number(reads, monkeypatch):
    monkeypatch.setattr(remembered, "KEPT", 2)
    surveyed(WHOLE, reads)
    assert len(remembered._kept) == 2
