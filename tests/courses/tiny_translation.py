"""The tiny package in German, complete."""

from __future__ import annotations

from pathlib import Path

from courses.package.lessons import Translating
from courses.package.problems import PackageProblems, Problem
from courses.package.read import read_package
from courses.package.reading import read_reading
from courses.translations.prose import split_reading
from courses.translations.work import find_work
from tests.courses.tiny_package import COURSE, write

KINDS = {"reading": read_reading}
TRANSLATING = {"reading": Translating(split=split_reading)}
COURSE_PATH = "translations/de/course.yaml"
OVERLAY_PATH = "translations/de/m1.yaml"
PROMISE = COURSE.replace("modules:", "translations:\n  de: [m1]\nmodules:")
WORDS = {
    "course.title": "Winzig",
    "course.summary": "Ein Kurs in einer Lektion.",
    "course.outcomes.1": "Eines sagen.",
    "F1.1.claim": "Etwas ist so.",
    "F1.1.limits": "Nur ein Ort.",
    "m1.title": "Erstes",
    "m1.summary": "Das einzige.",
    "m1.objectives.M1.1.text": "Eines sagen.",
    "l1.title": "Eine Sache",
    "l1.hook": "::: customer Ingrid\nWo ist es?\n:::",
    "l1.principle": (
        "## Eine Sache\nEs ist so [F1.1].\n\n![Eine Linie von links nach rechts.](assets/line.svg)"
    ),
    "l1.example": "Es läuft *gut*.",
    "l1.contrast": "Es läuft schlecht.",
    "l1.faded": "Es läuft ___.",
    "l1.try": "Jetzt Sie.",
    "l1.feedback.label": "Vergleichen",
    "l1.feedback": "::: agent\nSo zum Beispiel.\n:::",
    "l1.takeaway": "Das war es.",
}
AID_WORDS = {
    "aid.m1-card.title": "Eine Karte",
    "aid.m1-card.summary": "Was man zuerst sagt.",
    "aid.m1-card.text": (
        "## Zuerst\nSagen Sie **eines**.\n\n| wenn | dann |\n|---|---|"
        "\n| es spät ist | sagen, wann |\n\n::: agent\nIch sehe es hier.\n:::"
    ),
}


def overlays(folder: Path, words: dict[str, str] | None = None, language: str = "de") -> None:
    """Write both overlay files of a package, with these words where they have a place."""
    work = find_work(folder, language, kinds=KINDS, translating=TRANSLATING)
    for path, text in work.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(with_words(text, WORDS if words is None else words))


def with_words(text: str, words: dict[str, str]) -> str:
    """Return an empty overlay file with words in it, each as a block of its own lines."""
    lines, name = [], ""
    for line in text.split("\n"):
        if line.startswith("  ") and not line.startswith(("   ", "  #")):
            name = line.strip().removesuffix(":")
        if line.startswith("    text:") and words.get(name):
            block = words[name].split("\n")
            lines += ["    text: |-", *(f"      {words}" if words else "" for words in block)]
        else:
            lines.append(line)
    return "\n".join(lines)


def german(folder: Path, words: dict[str, str] | None = None, **files: str) -> Path:
    """Write the tiny package with its German, or with other words."""
    write(folder, {"course.yaml": PROMISE, **files})
    overlays(folder, words)
    return folder


def read(folder: Path):
    """Return the package, translations and all."""
    return read_package(folder, kinds=KINDS, translating=TRANSLATING)


def problems_of(folder: Path) -> list[Problem]:
    """Return every problem of the package and its translations."""
    try:
        read(folder)
    except PackageProblems as found:
        return list(found.problems)
    return []
