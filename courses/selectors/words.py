"""What of a version is translated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import F, JSONField, TextField, Value

from courses.models import JobAidText, LessonText, ModuleText, VersionText

VERSION, MODULE, LESSON, AID = "version", "module", "lesson", "aid"


@dataclass(frozen=True)
class Words:
    """What one part of an outline says of itself in another language."""

    language: str
    title: str
    summary: str
    more: list[Any]


def words_of(version_id: int, language: str) -> dict[tuple[str, int], Words]:
    """Return what of a version's outline is translated, by part (one query)."""
    none: Any = Value([], output_field=JSONField())
    empty = Value("", output_field=TextField())
    columns = ("part", "its_id", "language", "title", "its_summary", "its_more")

    def rows(texts: Any, part: str, its_id: str, summary: Any, more: Any) -> Any:
        named = {"part": Value(part), "its_id": F(its_id), "its_summary": summary, "its_more": more}
        return texts.filter(language__iexact=language).annotate(**named).values_list(*columns)

    found = rows(
        VersionText.objects.filter(version_id=version_id),
        *(VERSION, "version_id", F("summary"), F("outcomes")),
    ).union(
        rows(
            ModuleText.objects.filter(module__version_id=version_id),
            *(MODULE, "module_id", F("summary"), F("objectives")),
        ),
        rows(
            LessonText.objects.filter(lesson__version_id=version_id),
            *(LESSON, "lesson_id", empty, none),
        ),
        rows(
            JobAidText.objects.filter(aid__version_id=version_id),
            *(AID, "aid_id", F("summary"), none),
        ),
        all=True,
    )
    return {(part, its_id): Words(*words) for part, its_id, *words in found}


@dataclass(frozen=True)
class LessonWords:
    """A lesson's title and text, and the language they are in.

    `more` holds the other words of the kind's page, when they are a translation.
    """

    title: str
    html: str
    language: str
    more: dict[str, Any] = field(default_factory=dict)


@lru_cache(maxsize=512)
def translated(lesson_id: int, language: str) -> LessonWords:
    """Return a lesson's words in a language that the outline says it has (one query, kept)."""
    row = LessonText.objects.get(lesson_id=lesson_id, language=language)
    return LessonWords(row.title, row.html, row.language, row.more)
