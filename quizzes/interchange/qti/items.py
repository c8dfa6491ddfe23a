"""One question as an assessment item: declarations, body, how points are given, feedback."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.interchange.markup.simplify import plain
from quizzes.interchange.markup.to_markdown import blocks_of
from quizzes.interchange.markup.tree import Node, element
from quizzes.interchange.qti import names
from quizzes.interchange.qti.interactions_out import interaction
from quizzes.interchange.qti.parts import Interaction, words, xhtml
from quizzes.question_types.base import Json


def item(question: Json) -> tuple[Node, str]:
    """Return the item of a question, and the standard's name for its interaction."""
    found = interaction(question)
    stem = blocks_of(question["stem"])
    node = element(
        "qti-assessment-item",
        *_declarations(found, question),
        element("qti-item-body", *xhtml(stem), *found.nodes),
        *_processing(found, question),
        *_feedback(found, question),
        xmlns=names.ITEM_SPACE,
        identifier=names.identifier(question["key"]),
        title=_title(stem),
        adaptive="false",
        time_dependent="false",
    )
    node.attributes |= names.where_schemas_are(names.ITEM_SPACE)
    return node, found.kind


def _title(stem: list[Node]) -> str:
    words_only = plain(stem, lambda _line, _reason: None).replace("\n", " ")
    if len(words_only) <= names.LONGEST_TITLE:
        return words_only or "Question"
    return words_only[: names.LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _declarations(found: Interaction, question: Json) -> Iterator[Node]:
    inside = []
    if found.correct:
        inside.append(element("qti-correct-response", *map(_value, found.correct)))
    if found.points:
        entries = (
            element("qti-map-entry", map_key=answer, mapped_value=str(points))
            for answer, points in found.points.items()
        )
        inside.append(element("qti-mapping", *entries, default_value="0", lower_bound="0"))
    yield element(
        "qti-response-declaration", *inside,
        identifier="RESPONSE", cardinality=found.cardinality, base_type=found.base_type,
    )  # fmt: skip
    if found.is_scored:
        yield _outcome("SCORE", "float", ["0"], normal_maximum="1", normal_minimum="0")
        yield _outcome("MAXSCORE", "float", ["1"])
    if found.feedback:
        shown = list(found.feedback) if found.shows_all else []
        is_many = found.shows_all or found.cardinality != "single"
        yield _outcome("FEEDBACK", "identifier", shown, is_many=is_many)
    if _overall(question):
        yield _outcome("OVERALL", "identifier", [])


def _outcome(
    name: str, base_type: str, default: list[str], *, is_many: bool = False, **more: str
) -> Node:
    inside = [element("qti-default-value", *map(_value, default))] if default else []
    return element(
        "qti-outcome-declaration", *inside,
        identifier=name, cardinality="multiple" if is_many else "single", base_type=base_type,
        **more,
    )  # fmt: skip


def _value(text: str) -> Node:
    return element("qti-value", text)


def _overall(question: Json) -> dict[str, str]:
    return {
        verdict: question[f"feedback_{verdict}"]
        for verdict in ("right", "wrong")
        if question.get(f"feedback_{verdict}")
    }


def _processing(found: Interaction, question: Json) -> Iterator[Node]:
    """Yield the rules; where a standard template gives the same points, it stands beside them."""
    if not found.is_scored:
        return
    rules = []
    if found.points:
        earned = element("qti-map-response", identifier="RESPONSE")
        most = element("qti-base-value", str(found.most), base_type="float")
        rules.append(_set("SCORE", element("qti-divide", earned, most)))
    rules.append(_if_right(found, question))
    if found.feedback and not found.shows_all:
        rules.append(_set("FEEDBACK", element("qti-variable", identifier="RESPONSE")))
    template = {} if found.points else {"template": f"{names.TEMPLATES}match_correct.xml"}
    yield element("qti-response-processing", *(rule for rule in rules if rule.children), **template)


def _if_right(found: Interaction, question: Json) -> Node:
    right: list[Node] = []
    wrong: list[Node] = []
    if not found.points:
        right.append(_set("SCORE", element("qti-variable", identifier="MAXSCORE")))
    for verdict in _overall(question):
        said = element("qti-base-value", verdict, base_type="identifier")
        (right if verdict == "right" else wrong).append(_set("OVERALL", said))
    branches = []
    if right or wrong:
        is_right = element(
            "qti-match",
            element("qti-variable", identifier="RESPONSE"),
            element("qti-correct", identifier="RESPONSE"),
        )
        branches.append(element("qti-response-if", is_right, *right))
    if wrong:
        branches.append(element("qti-response-else", *wrong))
    return element("qti-response-condition", *branches)


def _set(name: str, value: Node) -> Node:
    return element("qti-set-outcome-value", value, identifier=name)


def _feedback(found: Interaction, question: Json) -> Iterator[Node]:
    for outcome, texts in (("FEEDBACK", found.feedback), ("OVERALL", _overall(question))):
        for name, text in texts.items():
            yield element(
                "qti-modal-feedback",
                element("qti-content-body", element("p", *words(text))),
                outcome_identifier=outcome, show_hide="show", identifier=name,
            )  # fmt: skip
