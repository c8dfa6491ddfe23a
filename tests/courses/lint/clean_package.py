"""A package in which no lint rule finds anything, and what the rules find in a changed one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import yaml

from courses import lesson_kinds
from courses.lint.rules import Finding
from courses.lint.run import lint
from courses.package.read import read_package
from tests.courses.tiny_package import COURSE, FACTS, LESSON, LESSON_PATH, MODULE, MODULE_PATH

QUIZ_PATH = "modules/m1-first/m1-quiz.yaml"
AID_PATH = "modules/m1-first/aids/m1-card.md"
_WHO = ("Nadira", "The agent", "Her mother", "Silas", "The driver", "A neighbor", "Ruta")
_DOES = ("waits at", "looks at", "thinks of", "asks about", "turns to", "hears of")
_WHAT = ("the old window", "a small parcel", "the open door", "her brother’s chair", "the next bus")


def prose(count: int) -> str:
    """Return that many easy words in short sentences, no two paragraphs alike."""
    sentences, words = [], 0
    while words < count:
        place = len(sentences)
        sentence = (
            f"{_WHO[place % 7]} {_DOES[place % 6]} {_WHAT[place % 5]} and {_DOES[(place + 2) % 6]} "
            f"{_WHAT[(place + 3) % 5]}."
        )
        sentences.append(sentence)
        words += len(sentence.split())
    return "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))


def swap(text: str, old: str, new: str) -> str:
    """Replace what stands there exactly once."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


def lesson(**parts: str) -> str:
    """Return the clean lesson with some of its parts said in other words."""
    said = {
        "hook": "Where is it?",
        "principle": f"It is so [F1.1].\n\n{prose(140)}",
        "example": prose(100),
        "contrast": prose(90),
        "faded": prose(80),
        "try": prose(60),
        "feedback": "Like this.",
        "takeaway": "That was it.",
        **parts,
    }
    text = LESSON
    for part, old in {
        "hook": "Where is it?", "principle": "It is so [F1.1].", "example": "It goes *well*.",
        "contrast": "It goes badly.", "faded": "It goes ___.", "try": "Now you.",
        "feedback": "Like this.", "takeaway": "That was it.",
    }.items():  # fmt: skip
        text = swap(text, old, said[part])
    return swap(text, "![A line from left", "![A straight black line from left")


def choice(key: str, text: str, *, correct: bool = False) -> dict:
    return {
        "key": key, "text": text, "correct": "yes" if correct else "no",
        "feedback": f"They hear “{text}” and know what comes next.",
    }  # fmt: skip


def question(key: str, *, right: int = 0, level: str = "Ap", **changed) -> dict:
    """Return a question to which no rule objects, with some fields changed."""
    texts = [f"Say {key} and wait", f"Ask for {key} now", f"Look at {key} once"]
    return {
        "key": key,
        "type": "single",
        "objective": "M1.1",
        "level": level,
        "stem": f"The parcel {key} is late. What do you say?",
        "choices": [choice("abc"[n], text, correct=n == right) for n, text in enumerate(texts)],
        **changed,
    }


def quiz(questions: list[dict] | None = None, **changed) -> str:
    """Return the clean quiz as a file, with some fields changed."""
    return yaml.safe_dump(
        {
            "key": "m1-quiz", "kind": "quiz", "title": "Quiz", "minutes": 8,
            "objectives": ["M1.1"], "move_on": "passed", "required": "yes",
            "intro": "One question.", "pass_mark": 75, "draw": 1, "attempts": 4,
            "questions": questions or [question("one"), question("two", right=1)],
            **changed,
        },
        allow_unicode=True, sort_keys=False,
    )  # fmt: skip


def aid(text: str | None = None) -> str:
    head = "---\nkey: m1-card\ntitle: Card\nsummary: A card.\n---\n\n"
    return f"{head}## At the desk\n\n{text or prose(150)}\n"


FILES = {
    "course.yaml": COURSE,
    "facts.yaml": swap(FACTS, "One place only.", "Only one place was looked at."),
    MODULE_PATH: MODULE + "  - m1-quiz.yaml\n",
    LESSON_PATH: lesson(),
    QUIZ_PATH: quiz(),
    "assets/line.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
        '<path d="M0 10 H40" stroke="#000"/></svg>'
    ),
}


def found(
    folder: Path, files: dict[str, str] | None = None, *, loose: dict[str, str] | None = None
) -> list[Finding]:
    """Write the clean package with some files changed, and return what the rules find.

    Loose files come in after the package was read: what the reader does not know yet, or no more.
    """
    for path, content in {**FILES, **(files or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    package = read_package(folder, kinds=lesson_kinds.readers())
    late = {path: content.encode() for path, content in (loose or {}).items()}
    package = dataclasses.replace(package, files={**package.files, **late})
    return lint(package, lesson_kinds.lint_rules())


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}
