"""What QTI 3.0 asks of the documents we write, as far as we write them.

Children in their order and attributes (a star after those that must be there) follow the published
information model of assessment, section and item, and its binding for manifest and metadata. It is
our own reading of them and no schema: it knows only what a package of ours may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.interchange.markup.tree import Node

NCNAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
BLOCKS = "p|h2|h3|h4|ul|ol|blockquote|pre|table|hr"
WORDS = "strong|em|code|a|br|qti-hottext"
NUMBER = "qti-sum|qti-divide|qti-product|qti-base-value|qti-variable|qti-map-response"
INTERACTIONS = "|".join(
    f"qti-{kind}-interaction" for kind in ("choice", "match", "order", "hottext", "extended-text")
)
DECLARED = "qti-response-declaration* qti-outcome-declaration*"
ROOT = "xmlns xmlns:xsi xsi:schemaLocation"

# name: children in their order (a regular expression), attributes, whether words may stand in it
MODEL: dict[str, tuple[str, str, bool]] = {
    "qti-assessment-item": (
        f"{DECLARED} qti-item-body qti-response-processing? qti-modal-feedback*",
        f"{ROOT} identifier* title* time-dependent* adaptive", False),
    "qti-response-declaration": (
        "qti-correct-response? qti-mapping?", "identifier* cardinality* base-type", False),
    "qti-correct-response": ("qti-value+", "", False),
    "qti-value": ("", "", True),
    "qti-mapping": ("qti-map-entry+", "default-value lower-bound", False),
    "qti-map-entry": ("", "map-key* mapped-value*", False),
    "qti-outcome-declaration": (
        "qti-default-value?",
        "identifier* cardinality* base-type normal-maximum normal-minimum mastery-value", False),
    "qti-default-value": ("qti-value+", "", False),
    "qti-item-body": (f"({BLOCKS}|{INTERACTIONS})+", "", False),
    "qti-choice-interaction": (
        "qti-simple-choice+",
        "response-identifier* shuffle max-choices min-choices data-attune-type", False),
    "qti-order-interaction": ("qti-simple-choice+", "response-identifier* shuffle", False),
    "qti-simple-choice": (f"({WORDS})*", "identifier*", True),
    "qti-match-interaction": (
        "qti-simple-match-set qti-simple-match-set",
        "response-identifier* shuffle max-associations class data-attune-type", False),
    "qti-simple-match-set": ("qti-simple-associable-choice*", "", False),
    "qti-simple-associable-choice": (f"({WORDS})*", "identifier* match-max*", True),
    "qti-hottext-interaction": (
        f"({BLOCKS})+", "response-identifier* max-choices min-choices", False),
    "qti-hottext": (f"({WORDS})*", "identifier*", True),
    "qti-extended-text-interaction": ("", "response-identifier* expected-length", False),
    "qti-response-processing": (
        "(qti-response-condition|qti-set-outcome-value)*", "template", False),
    "qti-response-condition": ("qti-response-if qti-response-else?", "", False),
    "qti-response-if": ("qti-match qti-set-outcome-value*", "", False),
    "qti-response-else": ("qti-set-outcome-value*", "", False),
    "qti-match": (f"({NUMBER}) qti-correct", "", False),
    "qti-set-outcome-value": (f"({NUMBER})", "identifier*", False),
    "qti-variable": ("", "identifier*", False),
    "qti-correct": ("", "identifier*", False),
    "qti-map-response": ("", "identifier*", False),
    "qti-base-value": ("", "base-type*", True),
    "qti-divide": (f"({NUMBER}) ({NUMBER})", "", False),
    "qti-product": (f"({NUMBER})+", "", False),
    "qti-sum": ("qti-test-variables", "", False),
    "qti-test-variables": ("", "variable-identifier*", False),
    "qti-modal-feedback": (
        "qti-content-body", "outcome-identifier* show-hide* identifier*", False),
    "qti-content-body": (f"({BLOCKS})*", "", False),
    "qti-assessment-test": (
        "qti-outcome-declaration* qti-time-limits? qti-test-part+ qti-outcome-processing?",
        f"{ROOT} identifier* title*", False),
    "qti-time-limits": ("", "max-time", False),
    "qti-test-part": (
        "qti-assessment-section+", "identifier* navigation-mode* submission-mode*", False),
    "qti-assessment-section": (
        "qti-selection? qti-rubric-block* (qti-assessment-item-ref|qti-assessment-section)*",
        "identifier* title* visible*", False),
    "qti-selection": ("", "select*", False),
    "qti-rubric-block": ("qti-content-body", "use view", False),
    "qti-assessment-item-ref": ("", "identifier* href*", False),
    "qti-outcome-processing": ("qti-set-outcome-value*", "", False),
    "manifest": ("metadata organizations resources",
                 f"{ROOT} xmlns:imsmd xmlns:imsqti identifier*", False),
    "metadata": ("schema? schemaversion? imsqti:qtiMetadata? imsmd:lom?", "", False),
    "schema": ("", "", True),
    "schemaversion": ("", "", True),
    "organizations": ("", "", False),
    "resources": ("resource*", "", False),
    "resource": ("metadata? file+ dependency*", "identifier* type* href", False),
    "file": ("", "href*", False),
    "dependency": ("", "identifierref*", False),
    "imsqti:qtiMetadata": (
        "imsqti:timeDependent? imsqti:interactionType* imsqti:feedbackType?", "", False),
    "imsqti:timeDependent": ("", "", True),
    "imsqti:interactionType": ("", "", True),
    "imsqti:feedbackType": ("", "", True),
    "imsmd:lom": ("imsmd:educational? imsmd:classification*", "", False),
    "imsmd:educational": ("imsmd:typicalLearningTime", "", False),
    "imsmd:typicalLearningTime": ("imsmd:duration", "", False),
    "imsmd:duration": ("", "", True),
    "imsmd:classification": ("imsmd:purpose imsmd:taxonPath", "", False),
    "imsmd:purpose": ("imsmd:source imsmd:value", "", False),
    "imsmd:value": ("", "", True),
    "imsmd:source": ("(imsmd:string)?", "", True),
    "imsmd:taxonPath": ("imsmd:source imsmd:taxon+", "", False),
    "imsmd:taxon": ("imsmd:id imsmd:entry?", "", False),
    "imsmd:id": ("", "", True),
    "imsmd:entry": ("imsmd:string", "", False),
    "imsmd:string": ("", "language", True),
    **dict.fromkeys(("ul", "ol"), ("li+", "start", False)),
    **dict.fromkeys(("li", "td", "th"), (f"({BLOCKS}|{WORDS})*", "", True)),
    "blockquote": (f"({BLOCKS})+", "data-attune-part", False),
    "table": ("tbody+", "", False),
    "tbody": ("tr+", "", False),
    "tr": ("(td|th)+", "", False),
    "a": (f"({WORDS})*", "href*", True),
    **dict.fromkeys(("p", "pre", "h2", "h3", "h4", "strong", "em", "code"),
                    (f"({WORDS})*", "", True)),
    "br": ("", "", False),
    "hr": ("", "", False),
}  # fmt: skip
VALUES = {
    "cardinality": {"single", "multiple", "ordered"},
    "base-type": {"identifier", "directedPair", "string", "float"},
    "show-hide": {"show"},
    "shuffle": {"true", "false"},
    "navigation-mode": {"linear", "nonlinear"},
    "submission-mode": {"individual", "simultaneous"},
    "use": {"instructions", "scoring", "navigation"},
    "type": {"imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0", "webcontent"},
}
# interaction: the response it must be bound to
BOUND = {
    "qti-choice-interaction": ("identifier", {"single", "multiple"}),
    "qti-hottext-interaction": ("identifier", {"single", "multiple"}),
    "qti-order-interaction": ("identifier", {"ordered"}),
    "qti-match-interaction": ("directedPair", {"single", "multiple"}),
    "qti-extended-text-interaction": ("string", {"single"}),
}


def faults_of(node: Node) -> Iterator[str]:
    """Yield where a document differs from the model."""
    children, attributes, may_speak = MODEL[node.name]
    order = "".join(f"{child.name}," for child in node.elements())
    if not re.fullmatch(_pattern(children), order):
        yield f"{node.name} holds {order or 'nothing'}"
    if not may_speak and any(isinstance(child, str) and child.strip() for child in node.children):
        yield f"{node.name} holds words"
    yield from _faults_of_attributes(node, attributes.split())
    for child in node.elements():
        yield from faults_of(child)


def _pattern(children: str) -> str:
    return re.sub(r"[a-zA-Z0-9:-]+", lambda name: f"(?:{name[0]},)", children).replace(" ", "")


def _faults_of_attributes(node: Node, known: list[str]) -> Iterator[str]:
    needed = {name[:-1] for name in known if name.endswith("*")}
    for name in needed - node.attributes.keys():
        yield f"{node.name} needs {name}"
    for name, value in node.attributes.items():
        if name not in needed and name not in known:
            yield f"{node.name} has no attribute {name}"
        if value not in VALUES.get(name, {value}):
            yield f"{name} cannot be {value}"
        if name.endswith("identifier") and not NCNAME.match(value):
            yield f"{value} is no identifier"


def faults_of_item(item: Node) -> Iterator[str]:
    """Yield what in an item refers to something that is not there or is of another kind."""
    yield from faults_of(item)
    response = next(item.all("qti-response-declaration"))
    interaction = next(node for name in BOUND for node in item.all(name))
    base, cardinalities = BOUND[interaction.name]
    if response.get("base-type") != base or response.get("cardinality") not in cardinalities:
        yield f"{interaction.name} is bound to {response.attributes}"
    if interaction.get("response-identifier") != response.get("identifier"):
        yield "the interaction is bound to no response"
    outcomes = {node.get("identifier") for node in item.all("qti-outcome-declaration")}
    used = {node.get("identifier") for node in item.all("qti-set-outcome-value")}
    used |= {node.get("outcome-identifier") for node in item.all("qti-modal-feedback")}
    yield from (f"{name} is not declared" for name in used - outcomes)
    yield from _faults_of_answers(response, interaction)


def _faults_of_answers(response: Node, interaction: Node) -> Iterator[str]:
    kinds = ("qti-simple-choice", "qti-simple-associable-choice", "qti-hottext")
    choices = [node.get("identifier") for node in interaction.all(*kinds)]
    if len(choices) != len(set(choices)):
        yield f"{choices} are not different"
    answers = [node.get("map-key") for node in response.all("qti-map-entry")]
    answers += [node.text() for node in response.all("qti-value")]
    named = {part for answer in answers for part in answer.split()}
    yield from (f"{part} is no choice" for part in named - set(choices))
