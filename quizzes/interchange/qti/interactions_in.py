"""How interactions of QTI 3 become questions of ours. What is missing becomes a marked task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quizzes.interchange.bank import LOOK_FOR, SAY_WHY, Keys, choice_rows
from quizzes.interchange.markup.runs import Tell
from quizzes.interchange.markup.simplify import plain
from quizzes.interchange.markup.to_markdown import to_markdown
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.qti import names
from quizzes.question_types.base import Json

LIMIT = 400


@dataclass(frozen=True)
class Read:
    """An item in parts: its interaction, the right answers, the feedback by identifier."""

    item: Node
    interaction: Node
    correct: list[str]
    feedback: Mapping[str, str]
    tell: Tell

    def text(self, node: Node) -> str:
        """Return the words of a choice without the feedback inside."""
        kept = (
            child for child in node.children
            if not (isinstance(child, Node) and child.name.startswith("qti-feedback"))
        )  # fmt: skip
        return plain(kept, self.tell)

    def reason(self, node: Node) -> str:
        """Return the feedback of a choice: of its own, or by its name."""
        inside = node.first("qti-feedback-inline", "qti-feedback-block")
        return self.feedback.get(node.get("identifier"), "") or (
            plain(inside.children, self.tell) if inside else ""
        )


def read_interaction(read: Read) -> Json | None:
    """Return the fields of a question, or None when we have no type for it."""
    reader = _READERS.get(read.interaction.name)
    return reader(read) if reader else None


def _choice(read: Read) -> Json:
    rows = choice_rows(
        (names.key(node.get("identifier")), read.text(node),
         node.get("identifier") in read.correct, read.reason(node))
        for node in read.interaction.all("qti-simple-choice")
    )  # fmt: skip
    right = sum(row["correct"] for row in rows)
    if right > 1:
        return {"type": "choose", "choose": right, "choices": rows}
    if read.interaction.get("max-choices") not in {"", "1"}:
        read.tell(read.interaction.line, "Several answers were possible; now it is one.")
    line = next((node for node in read.item.all("blockquote") if node.get(names.PART)), None)
    if read.interaction.get(names.TYPE) == "feeling" and line:
        return {"type": "feeling", "line": plain(line.children, read.tell), "choices": rows}
    return {"type": "single", "choices": rows}


def _order(read: Read) -> Json:
    nodes = {node.get("identifier"): node for node in read.interaction.all("qti-simple-choice")}
    order = [name for name in read.correct if name in nodes]
    if len(order) < len(nodes):
        read.tell(read.interaction.line, "The right order is not given; it is that of the file.")
        order = list(nodes)
    return {"type": "ordering", "items": _rows(read, (nodes[name] for name in order), "text")}


def _rows(read: Read, nodes: Iterable[Node], field: str) -> list[Json]:
    keys = Keys()
    return [
        {"key": keys.new(names.key(node.get("identifier")), "item"),
         field: read.text(node) or "TODO: Write this entry.",
         "feedback": read.reason(node) or SAY_WHY}
        for node in nodes
    ]  # fmt: skip


def _match(read: Read) -> Json | None:
    sides = list(read.interaction.all("qti-simple-match-set"))
    if len(sides) != 2:
        return None
    left, right = (list(side.all("qti-simple-associable-choice")) for side in sides)
    pairs = dict(
        found for found in (tuple(pair.split()) for pair in read.correct) if len(found) == 2
    )
    if read.interaction.get(names.TYPE) == "rate":
        return _rate(read, left, pairs)
    if len(pairs) < len(read.correct) or set(pairs) != {node.get("identifier") for node in left}:
        return None  # a prompt with two answers or none is no pair
    answers = {node.get("identifier"): node for node in right}
    if not set(pairs.values()) <= set(answers):
        return None
    rows = _rows(read, left, "prompt")
    for row, node in zip(rows, left, strict=True):
        row["answer"] = (
            read.text(answers[pairs[node.get("identifier")]]) or "TODO: Write the answer."
        )
    extra = [node for name, node in answers.items() if name not in pairs.values()]
    question: Json = {"type": "matching", "pairs": [_answer_before_feedback(row) for row in rows]}
    if extra:
        question["distractors"] = _distractors(read, extra)
    return question


def _answer_before_feedback(row: Json) -> Json:
    return {name: row[name] for name in ("key", "prompt", "answer", "feedback")}


def _distractors(read: Read, nodes: list[Node]) -> list[Json]:
    keys = Keys()
    return [
        {"key": keys.new(node.get("identifier").removeprefix(names.DISTRACTOR), "other"),
         "answer": read.text(node) or "TODO: Write the answer.",
         "feedback": read.reason(node) or SAY_WHY}
        for node in nodes
    ]  # fmt: skip


def _rate(read: Read, left: list[Node], pairs: Mapping[str, str]) -> Json | None:
    steps = {node.get("identifier"): pairs.get(node.get("identifier"), "") for node in left}
    if not all(
        step in {f"{names.STEP}{number}" for number in range(1, 6)} for step in steps.values()
    ):
        return None
    rows = _rows(read, left, "text")
    return {
        "type": "rate",
        "replies": [
            {"key": row["key"], "text": row["text"],
             "expert": int(steps[node.get("identifier")].removeprefix(names.STEP)),
             "feedback": row["feedback"]}
            for row, node in zip(rows, left, strict=True)
        ],
    }  # fmt: skip


def _hottext(read: Read) -> Json:
    nodes = list(read.interaction.all("qti-hottext"))
    keys, named = Keys(), {}
    for node in nodes:
        named[node.get("identifier")] = keys.new(names.key(node.get("identifier")), "phrase")
    return {
        "type": "mark",
        "passage": to_markdown(
            [_with_links(child, named) if isinstance(child, Node) else child
             for child in read.interaction.children if not _is_prompt(child)],
            read.tell, line=read.interaction.line,
        ),
        "mark": sum(node.get("identifier") in read.correct for node in nodes),
        "phrases": [
            {"key": named[node.get("identifier")],
             "correct": node.get("identifier") in read.correct,
             "feedback": read.reason(node) or SAY_WHY}
            for node in nodes
        ],
    }  # fmt: skip


def _is_prompt(child: Node | str) -> bool:
    return isinstance(child, Node) and child.name == "qti-prompt"


def _with_links(node: Node, named: Mapping[str, str]) -> Node:
    children = [
        _with_links(child, named) if isinstance(child, Node) else child for child in node.children
    ]
    if node.name == "qti-hottext":
        return Node("a", {"href": f"#{named[node.get('identifier')]}"}, children, node.line)
    return Node(node.name, node.attributes, children, node.line)


def _extended_text(read: Read) -> Json:
    length = read.interaction.get("expected-length")
    limit = int(length) if length.isascii() and length.isdigit() and len(length) < 6 else LIMIT
    models = _numbered(read.feedback, names.MODEL) or read.correct
    return {
        "type": "short",
        "limit": min(max(limit, 50), 600),
        "look_for": _numbered(read.feedback, names.LOOK_FOR) or list(LOOK_FOR),
        "models": models or ["TODO: Write an answer that shows how it can sound."],
    }


def _numbered(feedback: Mapping[str, str], before: str) -> list[str]:
    found = {
        int(name.removeprefix(before)): text for name, text in feedback.items()
        if name.startswith(before) and name.removeprefix(before).isdecimal() and len(name) < 20
    }  # fmt: skip
    return [found[number] for number in sorted(found)]


_READERS: Mapping[str, Callable[[Read], Json | None]] = {
    "qti-choice-interaction": _choice,
    "qti-order-interaction": _order,
    "qti-match-interaction": _match,
    "qti-hottext-interaction": _hottext,
    "qti-extended-text-interaction": _extended_text,
}
