"""A quiz as a QTI 3 content package: manifest, test, items, and what it does not hold."""

from __future__ import annotations

import io
import zipfile

from quizzes.interchange.losses import report
from quizzes.interchange.markup.tree import Node, element, write_xml
from quizzes.interchange.qti import names
from quizzes.interchange.qti.assessment_out import assessment
from quizzes.interchange.qti.items import item
from quizzes.question_types.base import Json

_NEVER = (1980, 1, 1, 0, 0, 0)  # the same quiz makes the same bytes


def package(quiz: Json) -> bytes:
    """Return the zip of a quiz."""
    files: dict[str, bytes] = {}
    resources = []
    for question in quiz["questions"]:
        node, kind = item(question)
        path = f"items/{question['key']}.xml"
        files[path] = write_xml(node)
        resources.append(_item_resource(question, path, kind))
    files[names.TEST] = write_xml(assessment(quiz))
    files[names.LOSSES] = report(quiz).encode()
    manifest = write_xml(_manifest(quiz, resources))
    return _zip({names.MANIFEST: manifest, **files})


def _zip(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return held.getvalue()


def _manifest(quiz: Json, items: list[Node]) -> Node:
    node = element(
        "manifest",
        element("metadata", element("schema", "QTI Package"), element("schemaversion", "3.0.0")),
        element("organizations"),
        element("resources", _test_resource(quiz), *items, _losses_resource()),
        xmlns=names.PACKAGE_SPACE,
        identifier=f"{names.identifier(quiz['key'])}.package",
    )
    node.attributes |= {"xmlns:imsmd": names.LOM_SPACE, "xmlns:imsqti": names.META_SPACE}
    node.attributes |= names.where_schemas_are(
        names.PACKAGE_SPACE, names.META_SPACE, names.LOM_SPACE
    )
    return node


def _losses_resource() -> Node:
    return element(
        "resource", element("file", href=names.LOSSES),
        identifier="losses", type="webcontent", href=names.LOSSES,
    )  # fmt: skip


def _item_resource(question: Json, path: str, kind: str) -> Node:
    level = question["level"]
    lom = element(
        "imsmd:lom",
        _classification("educational objective", names.OBJECTIVES, question["objective"]),
        _classification("skill level", names.BLOOM, level, names.LEVEL_NAMES[level]),
    )
    qti = element(
        "imsqti:qtiMetadata",
        element("imsqti:timeDependent", "false"),
        element("imsqti:interactionType", kind),
        element("imsqti:feedbackType", "nonadaptive"),
    )
    return element(
        "resource", element("metadata", qti, lom), element("file", href=path),
        identifier=_resource(question), type=names.ITEM_KIND, href=path,
    )  # fmt: skip


def _resource(question: Json) -> str:
    return f"item.{question['key']}"


def _test_resource(quiz: Json) -> Node:
    time = element("imsmd:typicalLearningTime", element("imsmd:duration", f"PT{quiz['minutes']}M"))
    aims = (
        _classification("educational objective", names.OBJECTIVES, aim)
        for aim in quiz["objectives"]
    )
    return element(
        "resource",
        element("metadata", element("imsmd:lom", element("imsmd:educational", time), *aims)),
        element("file", href=names.TEST),
        *(element("dependency", identifierref=_resource(row)) for row in quiz["questions"]),
        identifier="test", type=names.TEST_KIND, href=names.TEST,
    )  # fmt: skip


def _classification(purpose: str, source: str, name: str, words: str = "") -> Node:
    entry = [element("imsmd:entry", _string(words))] if words else []
    return element(
        "imsmd:classification",
        element(
            "imsmd:purpose", element("imsmd:source", "LOMv1.0"), element("imsmd:value", purpose)
        ),
        element(
            "imsmd:taxonPath",
            element("imsmd:source", _string(source)),
            element("imsmd:taxon", element("imsmd:id", name), *entry),
        ),
    )


def _string(text: str) -> Node:
    return element("imsmd:string", text, language="en")
