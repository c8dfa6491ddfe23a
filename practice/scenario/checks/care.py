"""E013, E104, W107: what learners are owed: warnings, words for the senses, feedback."""

from __future__ import annotations

import re

from practice.scenario.checks.desk import Desk, name_of
from practice.scenario.shapes import Choice, Node

INTENSE = 3
_WORDS_FOR = {"image": "alt", "audio": "transcript", "video": "transcript"}
_VERDICT = re.compile(
    r"(?:that(?:’|')?s |that is |this is |it is |it(?:’|')s )?(?:very |quite |not |absolutely )*"
    r"(?:right|wrong|correct|incorrect|good|great|bad|perfect|excellent|poor|weak|best|well done"
    r"|good job|nice|yes|no|true|false|the best option|the right answer|the wrong answer"
    r"|good choice|bad choice|great choice|a good choice|a bad choice)(?: answer| choice| option)?"
    r"[.!…]*",
    re.IGNORECASE,
)
_TRAITS = (
    "kind|unkind|empathetic|empathic|unempathetic|caring|uncaring|rude|cold|warm|warm-hearted"
    "|impatient|patient|lazy|careless|insensitive|sensitive|thoughtful|thoughtless|smart|clever"
    "|stupid|professional|unprofessional|friendly|unfriendly|talented|gifted|wonderful|terrible"
    "|selfish|weak|strong|incompetent|competent|naive|arrogant|polite|impolite|defensive"
)
_PERSON = re.compile(
    rf"\byou(?:’re|'re| are| seem| sound like| must be)\s+(?:(?:a|an|so|too|very|really|being|just"
    rf"|quite|not|clearly|such)\s+)*(?:(?:{_TRAITS})\b(?! (?:in|with|about|on|to) (?:this|that))"
    r"|(?:natural|good|great|bad|poor|terrible|excellent|born)\s+(?:listener|agent|person|communicator"
    r"|human|colleague)\b|good at\b|bad at\b)"
    r"|\byour (?:character|personality|nature|attitude)\b",
    re.IGNORECASE,
)


def check_care(desk: Desk) -> None:
    """Note missing content notes, texts for the senses and feedback; feedback that may hurt."""
    _check_guards(desk)
    first: dict[str, str] = {}
    for node in desk.scenario.nodes.values():
        _check_media(desk, node)
        for choice in node.choices:
            if not choice.feedback.strip():
                desk.at_choice(
                    "E104", node, choice, f"“{name_of(node, choice)}” has no feedback.",
                    "Say what the words do, and what follows for the customer.",
                )  # fmt: skip
            else:
                _check_feedback(desk, node, choice, first)


def _check_guards(desk: Desk) -> None:
    guards = desk.scenario.safeguards
    if guards.intensity < INTENSE:
        return
    if not guards.content_note.strip():
        desk.add(
            "E013", ("safeguards",), f"Intensity {guards.intensity} has no content note.",
            "Say in content_note what will come, before anybody starts.",
        )  # fmt: skip
    if not (guards.pause and guards.skip_allowed):
        desk.add(
            "E013", ("safeguards",),
            f"Intensity {guards.intensity} does not let everybody pause and step out.",
            "Write pause: true and skip: {allowed: true}.",
        )  # fmt: skip


def _check_media(desk: Desk, node: Node) -> None:
    for media in node.customer.media if node.customer else ():
        field = _WORDS_FOR[media.kind]
        if not media.words.strip():
            desk.at_node(
                "E013", node.name, f"The {media.kind} at “{node.name}” has no {field}.",
                f"Add “{field}”.", "customer", media.kind,
            )  # fmt: skip


def _check_feedback(desk: Desk, node: Node, choice: Choice, first: dict[str, str]) -> None:
    words = " ".join(choice.feedback.split())
    earlier = first.setdefault(words.casefold(), name_of(node, choice))
    if earlier != name_of(node, choice):
        desk.at_choice(
            "W107", node, choice, f"This is the feedback of {earlier}, word for word.",
            "Say what these words do here.", "feedback",
        )  # fmt: skip
    if _VERDICT.fullmatch(words):
        desk.at_choice(
            "W107", node, choice, f"“{words[:60]}” only says right or wrong.",
            "Say what the words do, and what follows for the customer.", "feedback",
        )  # fmt: skip
    person = _PERSON.search(words)
    if person:
        desk.at_choice(
            "W107", node, choice, f"“{person[0]}” is about the person.",
            "Speak of the sentence and what it does.", "feedback",
        )  # fmt: skip
