"""What is left to translate, and the overlay files to do it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from courses.package.lessons import Read, Translating
from courses.package.problems import PackageProblems, Problems
from courses.package.read import read_package
from courses.translations.overlay import Overlay, overlay_path, read_overlay
from courses.translations.source import groups_of
from courses.translations.texts import Text
from courses.translations.write import overlay_text


@dataclass
class Work:
    """What there is to do in one language, and each overlay file as it should stand."""

    lines: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    done: int = 0
    total: int = 0


def find_work(
    root: Path, language: str, *, kinds: Mapping[str, Read], translating: Mapping[str, Translating]
) -> Work:
    """Return what is left; raises PackageProblems when the source or an overlay is unreadable."""
    package = read_package(root, kinds=kinds)
    problems, work = Problems(), Work()
    for name, group in groups_of(package, translating).items():
        texts = group.texts()
        overlay = read_overlay(package.files, language, name, problems)
        work.files[overlay_path(language, name)] = overlay_text(overlay, texts)
        work.total += len(texts)
        work.done += sum(_is_done(overlay, text) for text in texts)
        work.lines += _lines(overlay, texts)
    if len(problems):
        raise PackageProblems(problems)
    return work


def write_overlays(root: Path, work: Work) -> None:
    """Write the overlay files into the package."""
    for path, text in work.files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _is_done(overlay: Overlay, name: str) -> bool:
    return name in overlay.entries and bool(overlay.entries[name].text.strip())


def _lines(overlay: Overlay, texts: Mapping[str, Text]) -> Iterator[str]:
    for name, text in texts.items():
        if not _is_done(overlay, name):
            yield f"missing  {name}"
        elif overlay.entries[name].source != text.mark:
            yield f"stale    {name}"
    for name in (*(key for key in overlay.entries if key not in texts), *overlay.left_over):
        yield f"unused   {name}"
