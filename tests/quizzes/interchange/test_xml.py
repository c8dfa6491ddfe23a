"""XML from strangers: no DTD, no entity, no file, bounded (V11)."""

from __future__ import annotations

import pytest

from courses.package.problems import Problems
from quizzes.interchange.markup.tree import Node, write_xml
from quizzes.interchange.markup.xml_read import _Reader, read_xml

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><a>&j;</a>"
)


def read(content) -> tuple[Node | None, list[str]]:
    problems = Problems()
    found = read_xml("a.xml", content if isinstance(content, bytes) else content.encode(), problems)
    return found, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LAUGHS, "a.xml:1: A DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "a.xml:1: A DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>', "A DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>', "A DOCTYPE"),
        ("<a>\n<b>&nbsp;</b></a>", "a.xml:2: This is not valid XML"),
        ("<a>\n\n<b></a>", "a.xml:3: This is not valid XML"),
        ("", "not valid XML"),
        (b"<a>\xff</a>", "not valid XML"),
        (b"<a>\x00</a>", "not valid XML"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "not valid XML"),
        ("<a>" * 41 + "</a>" * 41, "nested deeper than 40"),
        ("<a>" + "<b/>" * 20_000 + "</a>", "more than 20000 elements"),
        ("<a " + " ".join(f'a{n}="1"' for n in range(61)) + "/>", "too many attributes"),
        ("<a>" + "x" * 1_000_000 + "</a>", "larger than 1 MB"),
    ],
)
def test_what_is_refused(content, reason):
    found, problems = read(content)
    assert found is None
    assert len(problems) == 1
    assert reason in problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_that_a_file_names_are_read(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'
    assert read(text.encode(encoding))[0] == Node("a", children=["é"])


def test_lines_and_namespaces_are_known():
    found, _ = read('<a xmlns="urn:x">\n <b y:c="1" xmlns:y="urn:y"/></a>')
    assert found is not None
    inner = found.first("b")
    assert (found.space, inner.line, inner.attributes) == ("urn:x", 2, {"c": "1"})


def test_what_is_written_is_read_as_it_was():
    node = Node("a", {"b": "\"<&>'\n\té"}, ["<&>\"' \r é", Node("c"), " ]]> "])
    assert read(write_xml(node)) == (node, [])


def test_the_refusal_is_what_stops_entities(monkeypatch):
    """Negative control: the parser itself would put the entity's text in."""
    monkeypatch.setattr(_Reader, "refuse", lambda *_: None)
    assert read('<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>') == (Node("a", children=["boom"]), [])
