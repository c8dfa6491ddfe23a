"""One question in several languages: other words, the same parts with the same ids."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from courses.package.drafts import LessonDraft
from quizzes.question_types import TYPES
from quizzes.question_types.base import Frozen, ids_from
from quizzes.question_types.package_file import QuestionDraft


def freeze_all(
    source: QuestionDraft, others: Mapping[str, QuestionDraft]
) -> tuple[Frozen, dict[str, Frozen]]:
    """Return a question as it is stored, and the same in the other languages.

    Answers name parts by id, so saving and scoring know nothing of languages.
    """
    seed = secrets.randbits(128)
    with ids_from(seed):
        frozen = _freeze(source)
    translated = {}
    for language, draft in others.items():
        with ids_from(seed):
            translated[language] = _freeze(draft)
    return frozen, translated


def faults(source: LessonDraft, translated: LessonDraft) -> Iterator[tuple[str, str, str]]:
    """Yield the questions whose parts differ from the source, though their words may not."""
    pairs = zip(source.payload.questions, translated.payload.questions, strict=True)
    for one, other in pairs:
        frozen, found = freeze_all(one, {"": other})
        if _ids_of(frozen) != _ids_of(found[""]):
            yield (
                f"{source.key}.questions.{one.fields['key']}.",
                "Answers that differ in the source are equal here, or the other way round.",
                "Word different answers differently, and equal ones alike.",
            )


def _freeze(draft: QuestionDraft) -> Frozen:
    return TYPES[draft.type].freeze(draft.fields)


def _ids_of(frozen: Frozen) -> set[str]:
    """Return the ids of every part that is shown."""
    return set(_all_ids(frozen.body))


def _all_ids(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _all_ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _all_ids(inner)
