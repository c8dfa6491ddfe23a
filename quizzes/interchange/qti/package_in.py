"""A QTI 3 content package, read into a bank. Nothing comes of it unless every file is sound."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from courses.package.problems import Problems
from quizzes.interchange.archive.unpack import read_archive
from quizzes.interchange.bank import QUESTIONS_AT_MOST, Bank, key_of
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.markup.unsafe import unsafe
from quizzes.interchange.markup.xml_read import read_xml
from quizzes.interchange.qti import names
from quizzes.interchange.qti.assessment_in import read_assessment
from quizzes.interchange.qti.items_in import faults, length_of, read_item

LONGEST = 1_500_000  # characters in all items
_MINUTES = re.compile(r"PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?\Z")
_SILENT = {"webcontent"}


def read_package(path: Path, problems: Problems) -> Bank:
    """Return the questions of a package; when there are problems, use nothing of it."""
    files = read_archive(path, problems)
    bank = Bank()
    if len(problems):
        return bank
    if names.MANIFEST not in files:
        problems.add(path.name, 1, f"There is no {names.MANIFEST}.", "Export the archive again.")
        return bank
    manifest = read_xml(names.MANIFEST, files[names.MANIFEST], problems)
    if manifest is not None:
        _read_resources(manifest, files, bank, problems)
    return bank


def _read_resources(
    manifest: Node, files: Mapping[str, bytes], bank: Bank, problems: Problems
) -> None:
    resources = list(manifest.all("resource"))
    items = sum(node.get("type").startswith(names.ITEM_KIND) for node in resources)
    for line, reason in (*unsafe(manifest), *_miscounts(items)):
        problems.add(names.MANIFEST, line, reason, "Export it again, or split it.")
    if items > QUESTIONS_AT_MOST:
        return
    length = 0
    for node in resources:
        if length > LONGEST:
            problems.add(names.MANIFEST, node.line, "The items hold too much text.", "Split it.")
            return
        length += _read_resource(node, files, bank, problems)


def _miscounts(items: int) -> Iterator[tuple[int, str]]:
    if not items:
        yield 1, "The package has no items of QTI 3.0."
    if items > QUESTIONS_AT_MOST:
        yield 1, f"There are more than {QUESTIONS_AT_MOST} items."


def _read_resource(node: Node, files: Mapping[str, bytes], bank: Bank, problems: Problems) -> int:
    kind = node.get("type")[:60]
    if kind.startswith(names.ITEM_KIND):
        return _read_item(node, files, bank, problems)
    if kind.startswith(names.TEST_KIND):
        _read_test(node, files, bank, problems)
    elif kind not in _SILENT:
        reason = f"A resource of the kind “{kind}” is left out."
        bank.notes.add(names.MANIFEST, node.line, reason)
    return 0


def _document(
    node: Node, files: Mapping[str, bytes], problems: Problems
) -> tuple[str, Node | None]:
    path = posixpath.normpath(node.get("href"))
    if path not in files:
        problems.add(
            names.MANIFEST, node.line, f"The archive has no XML file “{path[:100]}”.",
            "Export the archive again.",
        )  # fmt: skip
        return path, None
    return path, read_xml(path, files[path], problems)


def _read_item(node: Node, files: Mapping[str, bytes], bank: Bank, problems: Problems) -> int:
    """Add the question of an item, if there is one; return how long its texts are."""
    path, root = _document(node, files, problems)
    if root is None:
        return 0
    found = list(faults(root))
    for line, reason in found:
        problems.add(path, line, reason, "Mend it or take the file out.")
    if found:
        return 0
    question = read_item(root, lambda line, reason: bank.notes.add(path, line, reason))
    if question is None:
        return length_of(root)
    for purpose, source, name in _classifications(node):
        if purpose == "educational objective" and source == names.OBJECTIVES:
            question["objective"] = name
        elif purpose == "skill level" and source == names.BLOOM:
            question["level"] = name
    bank.questions.append(question)
    return length_of(root)


def _classifications(resource: Node) -> Iterator[tuple[str, str, str]]:
    for node in resource.all("classification"):
        parts = [node.first("purpose"), node.first("taxonPath")]
        purpose, taxon = (part for part in parts)
        if purpose is None or taxon is None:
            continue
        value, source, name = purpose.first("value"), taxon.first("source"), taxon.first("id")
        if value and source and name:
            yield value.text().lower(), source.text(), name.text()


def _read_test(node: Node, files: Mapping[str, bytes], bank: Bank, problems: Problems) -> None:
    path, root = _document(node, files, problems)
    if root is None:
        return
    for line, reason in unsafe(root):
        problems.add(path, line, reason, "Remove it.")
    if bank.quiz:
        bank.notes.add(path, 1, "The package has several tests; only the first one is read.")
        return
    bank.quiz = {
        "key": key_of(names.key(root.get("identifier"))),
        "title": root.get("title").strip(),
        "minutes": _minutes(node),
        "objectives": [name for purpose, source, name in _classifications(node)
                       if purpose == "educational objective" and source == names.OBJECTIVES],
        **read_assessment(root, lambda line, reason: bank.notes.add(path, line, reason)),
    }  # fmt: skip


def _minutes(resource: Node) -> int:
    time = resource.first("typicalLearningTime")
    duration = time.first("duration") if time else None
    found = _MINUTES.match(duration.text()) if duration else None
    return int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0
