"""Where in an overlay a problem stands that was found in the file written from it."""

from __future__ import annotations

from collections.abc import Mapping

from courses.package.drafts import SourceFile
from courses.package.problems import Problem, Problems
from courses.package.schema import Schema, read_fields
from courses.package.yaml_lines import Located
from courses.translations.compare import differences
from courses.translations.overlay import Overlay
from courses.translations.texts import Page, Split, Text


def compare(
    overlay: Overlay, texts: Mapping[str, Text], given: Mapping[str, str], problems: Problems
) -> None:
    """Note every translated text that lost or gained a citation, picture, link or the like."""
    for name, text in given.items():
        for reason, mend in differences(texts[name].text, text, language=overlay.language):
            problems.add(overlay.path, overlay.line(name), f"“{name}”: {reason}", mend)


def read_again(
    split: Split, schema: Schema, overlay: Overlay, given: Mapping[str, str], problems: Problems
) -> Located | None:
    """Return the fields of a file with the translated texts in place."""
    page = split.write(given)
    found = Problems()
    fields = read_fields(overlay.path, page.text, schema, found)
    move(found, page, overlay, problems)
    return fields


def move(found: Problems, page: Page, overlay: Overlay, problems: Problems) -> None:
    """Note the problems of a written file at the places of the overlay that they come from."""
    for problem in found:
        name, place = page.owner(problem.line) or ("", 0)
        is_there = name in overlay.entries
        line = overlay.line(name) + place if is_there else 1
        reason = f"“{name}”: {problem.reason}" if name else problem.reason
        problems.add(overlay.path, line, reason, problem.mend)


def source_file(files: Mapping[str, bytes], path: str) -> SourceFile:
    """Return a text file of the package that was read without problems before."""
    return SourceFile(path=path, text=files[path].decode("utf-8-sig"))


def not_there(overlay: Overlay, text: Text) -> Problem:
    """Return the remark that a text has no translation yet."""
    return Problem(
        overlay.path,
        overlay.line(text.id),
        f"“{text.id}” is not translated yet.",
        "Write it, or list what is missing with `course strings`.",
    )
