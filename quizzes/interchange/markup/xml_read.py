"""XML from strangers: no DTD, no entities, nothing from outside, bounded in every way."""

from __future__ import annotations

from xml.parsers import expat

from courses.package.problems import Problems
from quizzes.interchange.markup.tree import Node

BYTES_AT_MOST = 1_000_000
NODES_AT_MOST = 20_000
DEEPEST = 40
ATTRIBUTES_AT_MOST = 60


class _RefusedError(Exception):
    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


def read_xml(file: str, content: bytes, problems: Problems) -> Node | None:
    """Return the document's first element, or None after noting why it cannot be read."""
    if len(content) > BYTES_AT_MOST:
        problems.add(file, 1, "The file is larger than 1 MB.", "Split it.")
        return None
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(parser)
    try:
        # In one piece: fed in small ones, a long token would be scanned again and again.
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place only
    except _RefusedError as refused:
        problems.add(file, parser.CurrentLineNumber, refused.reason, refused.mend)
        return None
    except (expat.ExpatError, ValueError, LookupError):
        problems.add(file, parser.ErrorLineNumber, "This is not valid XML.", "Export it again.")
        return None
    return reader.root


class _Reader:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.open: list[Node] = []
        self.root: Node | None = None
        self.count = 0
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse_outside
        parser.SkippedEntityHandler = self.refuse

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > NODES_AT_MOST:
            raise _RefusedError(f"The file holds more than {NODES_AT_MOST} elements.", "Split it.")
        if len(self.open) >= DEEPEST:
            raise _RefusedError(f"Elements are nested deeper than {DEEPEST}.", "Flatten them.")
        if len(attributes) > ATTRIBUTES_AT_MOST:
            raise _RefusedError("An element has too many attributes.", "Remove some.")
        space, _, local = name.rpartition(" ")
        named = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(local, named, line=self.parser.CurrentLineNumber, space=space)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, words: str) -> None:
        self.open[-1].children.append(words)

    def refuse_outside(self, *_: str | None) -> int:
        self.refuse()
        return 0

    def refuse(self, *_: object) -> None:
        raise _RefusedError("A DOCTYPE or an entity of its own is not read.", "Remove it.")
