"""A package that we write is one as QTI 3.0 describes it, every document and their references."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as how

from courses.package.problems import Problems
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.qti import names, package_out
from quizzes.interchange.qti.assessment_out import assessment
from quizzes.interchange.qti.items import item
from quizzes.interchange.qti.package_out import package
from quizzes.interchange.quiz_file import read_quiz_file
from tests.quizzes.interchange.banks import quizzes
from tests.quizzes.interchange.qti_model import faults_of, faults_of_item

SHIPPED = settings.BASE_DIR / "courses/packages/empathy-in-customer-service/modules"
PATHS = sorted(SHIPPED.glob("*/m*-quiz.yaml"))


def shipped(path):
    return read_quiz_file(path.name, path.read_text(), Problems())


def manifest_of(quiz, monkeypatch) -> Node:
    """Return the manifest as it was built, with its prefixes."""
    built = []

    def keep(node):
        built.append(node)
        return b""

    monkeypatch.setattr(package_out, "write_xml", keep)
    package(quiz)
    return built[-1]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_document_of_a_shipped_bank_fits_the_model(path, monkeypatch):
    quiz = shipped(path)
    found = [fault for row in quiz["questions"] for fault in faults_of_item(item(row)[0])]
    found += [*faults_of(assessment(quiz)), *faults_of(manifest_of(quiz, monkeypatch))]
    assert found == []


TABLE = "| said | meant |\n|---|---|\n| fine | [tired](#one) or [angry](#two) |"


def test_a_table_is_one_wherever_it_stands():
    phrases = [{"key": key, "correct": key == "one", "feedback": "F."} for key in ("one", "two")]
    question = {"key": "q", "type": "mark", "objective": "M1.1", "level": "Ap", "stem": TABLE,
                "passage": TABLE, "mark": 1, "phrases": phrases}  # fmt: skip
    node, _kind = item(question)
    assert len(list(node.all("tbody"))) == 2
    assert list(faults_of_item(node)) == []
    quiz = {"key": "z", "title": "T", "intro": TABLE, "draw": 1, "pass_mark": 75}
    assert list(faults_of(assessment({**quiz, "questions": [question]}))) == []


@given(quizzes())
@how(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_document_of_any_bank_fits_the_model(quiz):
    found = [fault for row in quiz["questions"] for fault in faults_of_item(item(row)[0])]
    assert [*found, *faults_of(assessment(quiz))] == []


def test_the_manifest_lists_what_is_there_and_nothing_else(monkeypatch):
    quiz = shipped(PATHS[0])
    with zipfile.ZipFile(io.BytesIO(package(quiz))) as archive:
        held = set(archive.namelist())
    manifest = manifest_of(quiz, monkeypatch)
    listed = [node.get("href") for node in manifest.all("file")]
    assert sorted(listed) == sorted(held - {names.MANIFEST})
    resources = [node.get("identifier") for node in manifest.all("resource")]
    assert len(resources) == len({*resources, manifest.get("identifier")}) - 1
    assert {node.get("identifierref") for node in manifest.all("dependency")} <= set(resources)
    references = [node.get("href") for node in assessment(quiz).all("qti-assessment-item-ref")]
    assert set(references) < held
    assert len(references) == len(set(references)) == len(quiz["questions"])


@pytest.mark.parametrize(
    "by",
    [
        lambda node: node.children.reverse(),
        lambda node: node.attributes.pop("time-dependent"),
        lambda node: node.attributes.update({"timeDependent": "false"}),
        lambda node: node.attributes.update(identifier="1st"),
        lambda node: next(node.all("qti-response-declaration")).attributes.update(
            {"base-type": "string"}
        ),
        lambda node: next(node.all("qti-value")).children.__setitem__(0, "nobody"),
        lambda node: next(node.all("qti-modal-feedback")).attributes.pop("show-hide"),
        lambda node: node.children.append("words"),
    ],
)
def test_the_model_sees_a_document_that_does_not_fit(by):
    """Negative control."""
    node, _kind = item(shipped(PATHS[0])["questions"][0])
    assert list(faults_of_item(node)) == []
    by(node)
    assert list(faults_of_item(node)) != []
