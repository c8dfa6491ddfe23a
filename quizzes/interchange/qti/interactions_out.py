"""How each question type becomes an interaction of QTI 3, with its key and its feedback."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizzes.interchange.markup.to_markdown import blocks_of
from quizzes.interchange.markup.tree import Node, element
from quizzes.interchange.qti import names
from quizzes.interchange.qti.names import identifier
from quizzes.interchange.qti.parts import Interaction, feedback_of, words, xhtml
from quizzes.question_types.base import Json
from quizzes.question_types.rate import STEPS


def interaction(question: Json) -> Interaction:
    """Return the interaction of a question."""
    return _WRITERS[question["type"]](question)


def _choices(question: Json, *, count: int = 1, **attributes: str) -> Interaction:
    rows = question["choices"]
    many = count > 1
    node = element(
        "qti-choice-interaction",
        *(element("qti-simple-choice", *words(row["text"]), identifier=identifier(row["key"]))
          for row in rows),
        response_identifier="RESPONSE", shuffle="true", max_choices=str(count),
        min_choices=str(count if many else 0), **attributes,
    )  # fmt: skip
    return Interaction(
        nodes=[node],
        kind="choiceInteraction",
        cardinality="multiple" if many else "single",
        correct=[identifier(row["key"]) for row in rows if row["correct"]],
        feedback=feedback_of(rows),
    )


def _single(question: Json) -> Interaction:
    return _choices(question)


def _choose(question: Json) -> Interaction:
    return _choices(question, count=question["choose"])


def _feeling(question: Json) -> Interaction:
    found = _choices(question, data_attune_type="feeling")
    line = element("blockquote", element("p", *words(question["line"])), data_attune_part="line")
    return Interaction(
        nodes=[line, *found.nodes], kind=found.kind, cardinality=found.cardinality,
        correct=found.correct, feedback=found.feedback,
    )  # fmt: skip


def _matching(question: Json) -> Interaction:
    pairs, extra = question["pairs"], question.get("distractors", [])
    answers: dict[str, str] = {}
    for row in pairs:
        answers.setdefault(row["answer"], names.ANSWER + row["key"])
    for row in extra:
        answers.setdefault(row["answer"], names.DISTRACTOR + row["key"])
    correct = [f"{identifier(row['key'])} {answers[row['answer']]}" for row in pairs]
    node = _table(
        {identifier(row["key"]): row["prompt"] for row in pairs},
        {found: text for text, found in answers.items()},
        shuffle="true",  # the pairs stand side by side in the file
    )
    return Interaction(
        nodes=[node],
        kind="matchInteraction",
        cardinality="multiple",
        base_type="directedPair",
        correct=correct,
        points=dict.fromkeys(correct, 1),
        most=len(pairs),
        feedback=feedback_of(pairs) | feedback_of(extra, names.DISTRACTOR),
        shows_all=True,
    )


def _table(left: Mapping[str, str], right: Mapping[str, str], **attributes: str) -> Node:
    def side(texts: Mapping[str, str], most: int) -> Node:
        rows = (
            element(
                "qti-simple-associable-choice", *words(text), identifier=name, match_max=str(most)
            )
            for name, text in texts.items()
        )
        return element("qti-simple-match-set", *rows)

    return element(
        "qti-match-interaction", side(left, 1), side(right, len(left)),
        response_identifier="RESPONSE", max_associations=str(len(left)), **attributes,
    )  # fmt: skip


def _rate(question: Json) -> Interaction:
    rows = question["replies"]
    node = _table(
        {identifier(row["key"]): row["text"] for row in rows},
        {f"{names.STEP}{step}": f"{step} {label}" for step, label in STEPS.items()},
        class_="qti-match-tabular",
        shuffle="false",
        data_attune_type="rate",
    )
    points = {
        f"{identifier(row['key'])} {names.STEP}{step}": 2 - abs(step - row["expert"])
        for row in rows
        for step in STEPS
        if abs(step - row["expert"]) < 2
    }
    return Interaction(
        nodes=[node],
        kind="matchInteraction",
        cardinality="multiple",
        base_type="directedPair",
        correct=[f"{identifier(row['key'])} {names.STEP}{row['expert']}" for row in rows],
        points=points,
        most=2 * len(rows),
        feedback=feedback_of(rows),
        shows_all=True,
    )


def _ordering(question: Json) -> Interaction:
    rows = question["items"]
    node = element(
        "qti-order-interaction",
        *(element("qti-simple-choice", *words(row["text"]), identifier=identifier(row["key"]))
          for row in rows),
        response_identifier="RESPONSE", shuffle="true",
    )  # fmt: skip
    return Interaction(
        nodes=[node],
        kind="orderInteraction",
        cardinality="ordered",
        correct=[identifier(row["key"]) for row in rows],
        feedback=feedback_of(rows),
        shows_all=True,
    )


def _mark(question: Json) -> Interaction:
    right = [identifier(row["key"]) for row in question["phrases"] if row["correct"]]
    others = [identifier(row["key"]) for row in question["phrases"] if not row["correct"]]
    node = element(
        "qti-hottext-interaction",
        *(_with_phrases(block) for block in xhtml(blocks_of(question["passage"]))),
        response_identifier="RESPONSE", max_choices=str(question["mark"]), min_choices="0",
    )  # fmt: skip
    return Interaction(
        nodes=[node],
        kind="hottextInteraction",
        cardinality="single" if question["mark"] == 1 else "multiple",
        correct=right,
        points=dict.fromkeys(right, len(others)) | dict.fromkeys(others, -len(right)),
        most=len(right) * len(others),
        feedback=feedback_of(question["phrases"]),
    )


def _with_phrases(node: Node) -> Node:
    children = [
        _with_phrases(child) if isinstance(child, Node) else child for child in node.children
    ]
    if node.name == "a" and node.get("href").startswith("#"):
        return Node("qti-hottext", {"identifier": identifier(node.get("href")[1:])}, children)
    return Node(node.name, node.attributes, children)


def _short(question: Json) -> Interaction:
    node = element(
        "qti-extended-text-interaction", response_identifier="RESPONSE",
        expected_length=str(question["limit"]),
    )  # fmt: skip
    told = {
        f"{before}{place}": text
        for name, before in (("models", names.MODEL), ("look_for", names.LOOK_FOR))
        for place, text in enumerate(question[name], start=1)
    }
    return Interaction(
        nodes=[node],
        kind="extendedTextInteraction",
        cardinality="single",
        base_type="string",
        feedback=told,
        shows_all=True,
        is_scored=False,
    )


_WRITERS: Mapping[str, Callable[[Json], Interaction]] = {
    "single": _single,
    "choose": _choose,
    "matching": _matching,
    "ordering": _ordering,
    "mark": _mark,
    "rate": _rate,
    "short": _short,
    "feeling": _feeling,
}
