"""One assessment item of QTI 3, read into a question; everything that is not taken is told."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.interchange.bank import TODO, in_order
from quizzes.interchange.markup.runs import Tell
from quizzes.interchange.markup.simplify import plain
from quizzes.interchange.markup.to_markdown import to_markdown
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.markup.unsafe import unsafe
from quizzes.interchange.qti import names
from quizzes.interchange.qti.interactions_in import Read, read_interaction
from quizzes.question_types.base import Json

LONGEST = 20_000
_FRAME = {
    "qti-response-declaration", "qti-outcome-declaration", "qti-item-body",
    "qti-response-processing", "qti-modal-feedback",
}  # fmt: skip
_WHOLE = ("qti-template-declaration", "qti-template-processing", "qti-assessment-stimulus-ref")
_VERDICTS = {"right": "right", "correct": "right", "wrong": "wrong", "incorrect": "wrong"}
_NO_CHOICE = {"type": "short"}


def faults(root: Node) -> Iterator[tuple[int, str]]:
    """Yield why a file is no item that may be read."""
    if root.name == "assessmentItem":
        yield root.line, "This is an item of QTI 2. Only QTI 3.0 is read."
    elif root.name != "qti-assessment-item" or root.space != names.ITEM_SPACE:
        yield root.line, "This is no assessment item of QTI 3.0."
    elif not root.get("identifier"):
        yield root.line, "The item has no identifier."
    if length_of(root) > LONGEST:
        yield root.line, f"The item holds more than {LONGEST:,} characters of text."
    yield from unsafe(root)


def length_of(root: Node) -> int:
    """Return how many characters of text stand in an item, at any depth."""
    return sum(map(len, root.raw()))


def read_item(root: Node, tell: Tell) -> Json | None:
    """Return the question of an item, or None after telling why it is left out."""
    body = root.first("qti-item-body")
    interactions = list(body.all(*_interactions(body))) if body else []
    for name in _WHOLE:
        if root.first(name):
            tell(root.line, f"The question is left out: <{name}> is not read.")
            return None
    if body is None or len(interactions) != 1:
        tell(
            root.line,
            f"The question is left out: it has {len(interactions)} interactions, not one.",
        )
        return None
    read = _parts(root, interactions[0], tell)
    found = read_interaction(read)
    if found is None:
        tell(interactions[0].line, f"The question is left out: {_why(interactions[0])}")
        return None
    _tell_rest(root, tell)
    return in_order({
        "key": names.key(root.get("identifier")),
        "objective": TODO,
        "level": TODO,
        "stem": _stem(body, interactions[0], tell) or "TODO: Ask the question.",
        **found,
        **(_overall(root, read, tell) if found["type"] != "short" else {}),
    })  # fmt: skip


def _interactions(body: Node) -> set[str]:
    return {node.name for node in _elements(body) if node.name.endswith("-interaction")}


def _elements(node: Node) -> Iterator[Node]:
    for child in node.elements():
        yield child
        yield from _elements(child)


def _why(interaction: Node) -> str:
    if interaction.name == "qti-match-interaction":
        return "each prompt needs exactly one right answer."
    return f"we have no question type for <{interaction.name[:60]}>."


def _parts(root: Node, interaction: Node, tell: Tell) -> Read:
    feedback = {
        node.get("identifier"): plain(node.children, tell)
        for node in root.elements()
        if node.name == "qti-modal-feedback" and node.get("outcome-identifier") != "OVERALL"
    }
    wanted = interaction.get("response-identifier")
    declared = [
        node for node in root.elements()
        if node.name == "qti-response-declaration" and node.get("identifier") == wanted
    ]  # fmt: skip
    right = declared[0].first("qti-correct-response") if declared else None
    correct = [value.text() for value in right.all("qti-value")] if right else []
    return Read(root, interaction, correct, feedback, tell)


def _overall(root: Node, read: Read, tell: Tell) -> dict[str, str]:
    """Return feedback on the whole answer; a choice of that name keeps its own."""
    choices = {node.get("identifier") for node in _elements(read.interaction)}
    found: dict[str, str] = {}
    for node in root.elements():
        name = node.get("identifier")
        if node.name != "qti-modal-feedback":
            continue
        is_overall = node.get("outcome-identifier") == "OVERALL" or name not in choices
        if is_overall and name in _VERDICTS:
            found.setdefault(f"feedback_{_VERDICTS[name]}", plain(node.children, tell))
        elif is_overall:
            tell(node.line, f"The feedback “{name[:60]}” belongs to no choice and is left out.")
    return {name: text for name, text in found.items() if text}


def _stem(body: Node, interaction: Node, tell: Tell) -> str:
    """Return what stands around the interaction, and the prompt inside it."""
    prompt = interaction.first("qti-prompt")
    parts = [*_without(body, interaction, tell), *([prompt] if prompt else [])]
    return to_markdown(parts, tell, line=body.line)


def _without(node: Node, interaction: Node, tell: Tell) -> Iterator[Node | str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child is interaction or child.get(names.PART):
            continue
        elif child.name in {"qti-rubric-block", "qti-feedback-block", "qti-feedback-inline"}:
            tell(child.line, f"<{child.name}> is left out.")
        else:
            inside = list(_without(child, interaction, tell))
            yield Node(child.name, child.attributes, inside, child.line)


def _tell_rest(root: Node, tell: Tell) -> None:
    for node in root.elements():
        if node.name not in _FRAME:
            tell(node.line, f"<{node.name[:60]}> is left out.")
