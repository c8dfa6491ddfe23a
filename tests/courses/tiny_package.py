"""The smallest package without problems, and ways to break it."""

from __future__ import annotations

from pathlib import Path

from courses.package.problems import PackageProblems, Problem
from courses.package.read import read_package
from courses.package.reading import read_reading

KINDS = {"reading": read_reading}

COURSE = """\
format: attune-course/1
slug: tiny
title: Tiny
language: en
summary: A course in one lesson.
license: CC-BY-4.0
authors:
  - The authors
outcomes:
  - Say one thing.
modules:
  - m1-first
"""
FACTS = """\
facts:
  - id: F1.1
    claim: Something is so.
    citation: Someone (2020). Something. Somewhere.
    doi: 10.1000/182
    kind: trial
    limits: One place only.
"""
MODULE = """\
key: m1
title: First
summary: The only one.
objectives:
  - id: M1.1
    text: Say one thing.
    level: Ap
lessons:
  - l1.md
"""
LESSON = """\
---
key: l1
kind: reading
title: One thing
minutes: 5
objectives: [M1.1]
facts: [F1.1]
move_on: completed
required: yes
---

:::: hook
::: customer Ingrid
Where is it?
:::
::::

::: principle
## A thing
It is so [F1.1].

![A line from left to right.](assets/line.svg)
:::

::: example
It goes *well*.
:::

::: contrast
It goes badly.
:::

::: faded
It goes ___.
:::

::: try
Now you.
:::

:::: feedback Compare
::: agent
Like this.
:::
::::

::: takeaway
That was it.
:::
"""
AID = """\
---
key: m1-card
title: A card
summary: What to say first.
---

## First
Say **one** thing.

| if | then |
|---|---|
| it is late | say when |

::: agent
I see it here.
:::
"""
LINE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">
  <path d="M0 10 H40" stroke="#000"/>
</svg>
"""
FILES = {
    "course.yaml": COURSE,
    "facts.yaml": FACTS,
    "modules/m1-first/module.yaml": MODULE,
    "modules/m1-first/l1.md": LESSON,
    "assets/line.svg": LINE,
}
LESSON_PATH = "modules/m1-first/l1.md"
AID_PATH = "modules/m1-first/aids/card.md"
MODULE_PATH = "modules/m1-first/module.yaml"


def write(folder: Path, files: dict[str, str | bytes] | None = None) -> Path:
    """Write the tiny package, with some files replaced or added; None leaves one out."""
    for path, content in {**FILES, **(files or {})}.items():
        if content is None:
            continue
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def second_lesson(key: str = "l2", *, required: str = "yes") -> dict[str, str]:
    """Return the files of the package with one lesson more."""
    lesson = LESSON.replace("key: l1", f"key: {key}").replace(
        "required: yes", f"required: {required}"
    )
    return {
        "modules/m1-first/l2.md": lesson,
        MODULE_PATH: MODULE + "  - l2.md\n",
    }


def with_job_aid(text: str = AID, name: str = "aids/card.md") -> dict[str, str]:
    """Return the files of the package with a page for the desk."""
    return {
        AID_PATH: text,
        MODULE_PATH: MODULE.replace("lessons:\n", f"job_aids:\n  - {name}\nlessons:\n"),
    }


def problems_of(folder: Path) -> list[Problem]:
    """Return every problem of the package in the folder."""
    try:
        read_package(folder, kinds=KINDS)
    except PackageProblems as found:
        return list(found.problems)
    return []
