"""Lesson files that were read already need not be read again because another one changed.

What a lesson may refer to (facts, objectives, pictures) is part of the key, so a changed fact has
all lessons read anew and a changed lesson only itself.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from courses.package.drafts import LessonDraft, SourceFile
from courses.package.lessons import Read
from courses.package.problems import Problem, Problems

KEPT = 1_000
_Key = tuple[str, str, str, str]


@dataclasses.dataclass(frozen=True)
class _Was:
    """What reading a file came to."""

    draft: LessonDraft | None
    problems: tuple[Problem, ...]
    used_assets: frozenset[str]
    used_files: frozenset[str]


_kept: OrderedDict[_Key, _Was] = OrderedDict()
_lock = Lock()


def remembering(kinds: Mapping[str, Read], files: Mapping[str, bytes]) -> dict[str, Read]:
    """Return readers that read a lesson of these files once for what it may refer to."""
    frame = _frame(files)
    return {kind: _remembering(kind, read, frame) for kind, read in kinds.items()}


def forget() -> None:
    """Forget everything: tests begin so."""
    with _lock:
        _kept.clear()


def _frame(files: Mapping[str, bytes]) -> str:
    """Return the hash of all that lessons may refer to: every file that is none itself.

    Lessons lie in the folder of their module; what lies deeper, such as a scene, they name.
    """
    digest = hashlib.sha256()
    for path in sorted(files):
        is_lesson = path.startswith("modules/") and path.count("/") == 2
        if path.endswith("/module.yaml") or not is_lesson:
            digest.update(f"{path}\0{hashlib.sha256(files[path]).hexdigest()}\n".encode())
    return digest.hexdigest()


def _remembering(kind: str, read: Read, frame: str) -> Read:
    def read_once(source: SourceFile, problems: Problems) -> LessonDraft | None:
        base = source.context.asset_base
        text = hashlib.sha256(f"{source.path}\0{source.text}".encode()).hexdigest()
        key = (kind, frame, base, text)
        with _lock:
            was = _kept.get(key)
        if was is None:
            was = _read(read, source)
            with _lock:
                _kept[key] = was
                while len(_kept) > KEPT:
                    _kept.popitem(last=False)
        for found in was.problems:
            problems.add(found.file, found.line, found.reason, found.mend)
        source.context.used_assets.update(was.used_assets)
        source.context.used_files.update(was.used_files)
        return was.draft

    return read_once


def _read(read: Read, source: SourceFile) -> _Was:
    own = dataclasses.replace(source.context, used_assets=set(), used_files=set())
    problems = Problems()
    draft = read(dataclasses.replace(source, context=own), problems)
    return _Was(draft, tuple(problems), frozenset(own.used_assets), frozenset(own.used_files))
