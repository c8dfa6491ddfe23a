"""A quiz as an assessment test: what an attempt draws, how long it may take, when it is passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizzes.interchange.markup.to_markdown import blocks_of
from quizzes.interchange.markup.tree import Node, element
from quizzes.interchange.qti import names
from quizzes.interchange.qti.parts import xhtml
from quizzes.question_types.base import Json


def assessment(quiz: Json) -> Node:
    """Return the test. Names with a dot are ours: keys of questions have none."""
    node = element(
        "qti-assessment-test",
        _outcome("SCORE"),
        _outcome(
            names.PERCENT, normal_minimum="0", normal_maximum="100",
            mastery_value=str(quiz["pass_mark"]),
        ),
        *_time_limits(quiz),
        element(
            "qti-test-part", _section(quiz),
            identifier="part.1", navigation_mode="nonlinear", submission_mode="individual",
        ),
        element("qti-outcome-processing", *_rules()),
        xmlns=names.ITEM_SPACE,
        identifier=names.identifier(quiz["key"]),
        title=quiz["title"],
    )  # fmt: skip
    node.attributes |= names.where_schemas_are(names.ITEM_SPACE)
    return node


def _outcome(name: str, **more: str) -> Node:
    return element(
        "qti-outcome-declaration", identifier=name, cardinality="single", base_type="float", **more
    )


def _time_limits(quiz: Json) -> Iterator[Node]:
    limit = quiz.get("time_limit", "none")
    if limit != "none":
        yield element("qti-time-limits", max_time=str(60 * int(limit)))


def _section(quiz: Json) -> Node:
    """Return all questions in the order of the bank, or a section for each objective drawn."""
    intro = element(
        "qti-rubric-block",
        element("qti-content-body", *xhtml(blocks_of(quiz["intro"]))),
        use="instructions", view="candidate",
    )  # fmt: skip
    if quiz.get("blueprint"):
        inside = [intro, *_by_objective(quiz)]
    else:
        inside = [*_selection(quiz["draw"]), intro, *_references(quiz["questions"])]
    return element(
        "qti-assessment-section", *inside,
        identifier="section.1", title=quiz["title"], visible="true",
    )  # fmt: skip


def _by_objective(quiz: Json) -> Iterator[Node]:
    for objective, share in quiz["blueprint"].items():
        mine = [row for row in quiz["questions"] if row["objective"] == objective]
        yield element(
            "qti-assessment-section", *_selection(share), *_references(mine),
            identifier=f"{names.BY_OBJECTIVE}{objective}", title=objective, visible="false",
        )  # fmt: skip


def _selection(count: int | str) -> list[Node]:
    return [] if count == "all" else [element("qti-selection", select=str(count))]


def _references(questions: Iterable[Json]) -> Iterator[Node]:
    for question in questions:
        yield element(
            "qti-assessment-item-ref",
            identifier=names.identifier(question["key"]), href=f"items/{question['key']}.xml",
        )  # fmt: skip


def _rules() -> Iterator[Node]:
    """Yield the sum of the points, and its share of what could be earned."""
    yield _set("SCORE", _sum("SCORE"))
    share = element("qti-divide", _sum("SCORE"), _sum("MAXSCORE"))
    hundred = element("qti-base-value", "100", base_type="float")
    yield _set(names.PERCENT, element("qti-product", share, hundred))


def _sum(outcome: str) -> Node:
    return element("qti-sum", element("qti-test-variables", variable_identifier=outcome))


def _set(outcome: str, value: Node) -> Node:
    return element("qti-set-outcome-value", value, identifier=outcome)
