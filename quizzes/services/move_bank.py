"""Move question banks between quiz files and other formats: no row, so no audit line."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from common.errors import Conflict, InvalidInput
from courses.package.files.paths import fault_of_path
from courses.package.problems import Problem, Problems
from quizzes.interchange.bank import Bank, key_of
from quizzes.interchange.gift.read import read_gift
from quizzes.interchange.losses import report
from quizzes.interchange.qti.package_in import read_package
from quizzes.interchange.qti.package_out import package
from quizzes.interchange.quiz_file import (
    BYTES_AT_MOST,
    check_quiz_file,
    read_quiz_file,
    write_quiz_file,
)

READERS: Mapping[str, Callable[[Path, Problems], Bank]] = {"qti": read_package, "gift": read_gift}
_HEADING = """\
Imported from {name}. Every TODO is for you to write; `course check` refuses the file until then.
"""


class BankProblems(InvalidInput):
    """The bank was not moved; `problems` tells all that is to mend, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        told = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"The bank has {told}, so nothing was written.")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of an import: what is not as it was, and what is left for a person to write."""

    questions: int
    notes: tuple[Problem, ...]
    tasks: tuple[Problem, ...]


def export_bank(*, path: Path, target: Path) -> str:
    """Write a quiz file as a QTI package and return what the package does not hold."""
    problems = Problems()
    text = _text_of(path, problems)
    quiz = read_quiz_file(path.name, text, problems) if not len(problems) else None
    if quiz is None:
        raise BankProblems(problems)
    _write_new(target, package(quiz))
    return report(quiz)


def import_bank(*, path: Path, kind: str, target: Path) -> Imported:
    """Write the questions of a file as a new quiz file; nothing at all when the file is bad."""
    fault = fault_of_path(target.name) or ("" if target.suffix == ".yaml" else "Name a .yaml file.")
    if fault:
        raise InvalidInput(f"“{target.name}” is no name for a quiz file. {fault}", field="to")
    problems = Problems()
    if not path.is_file():
        raise InvalidInput(f"There is no file “{path}”.", field="path")
    bank = READERS[kind](path, problems)
    if not len(problems) and not bank.questions:
        problems.add(path.name, 1, "No question of it can be taken.", *_first(bank.notes))
    if len(problems):
        raise BankProblems(problems)
    text = write_quiz_file(
        bank.fields(key=key_of(target.stem) or "quiz"), _HEADING.format(name=path.name)
    )
    tasks = tuple(check_quiz_file(target.name, text))
    _write_new(target, text.encode())
    return Imported(questions=len(bank.questions), notes=tuple(bank.notes), tasks=tasks)


def _first(notes: Problems) -> tuple[str, ...]:
    return tuple(f"{note}" for note in list(notes)[:1])


def _text_of(path: Path, problems: Problems) -> str:
    if not path.is_file():
        raise InvalidInput(f"There is no file “{path}”.", field="path")
    with path.open("rb") as opened:
        content = opened.read(BYTES_AT_MOST + 1)
    if len(content) > BYTES_AT_MOST:
        problems.add(path.name, 1, "The file is larger than 1 MB.", "Split it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.add(path.name, line, "The file is not UTF-8.", "Save it as UTF-8.")
        return ""


def _write_new(target: Path, content: bytes) -> None:
    """Write a file that does not exist yet; it appears whole or not at all."""
    folder = target.absolute().parent
    if not folder.is_dir():
        raise InvalidInput(f"There is no folder “{target.parent}”.", field="to")
    unfinished = folder / f".{target.name}.{secrets.token_hex(4)}"
    try:
        with unfinished.open("xb") as opened:
            opened.write(content)
        os.link(unfinished, target)  # unlike a rename, this never replaces anything
    except FileExistsError as error:
        raise Conflict(
            f"“{target}” exists already. Name a file that does not exist yet."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
