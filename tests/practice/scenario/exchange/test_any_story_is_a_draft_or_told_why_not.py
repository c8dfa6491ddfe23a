"""Whatever comes in: either problems with lines, or a draft that can be read."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from practice.scenario.exchange.incoming import imported
from tests.practice.scenario.exchange.stories import alternative, content, question

ODD = st.sampled_from([
    "yes", "no", "~", "null", "1", "1.5", "12:30", "a: b", "# c", "- d", "{e}", "[f]", "'g", '"h',
    "!i", "&j", "*k", "|", ">", "%l", "@m", "`n`", "TODO", "o#p", " ", "é", "終", "\u2028", "🙂",
    "q\\r", "<b>s</b>", "((t))", "$u", "title", "persona", "visited", "::", "v->w", "x|y", "[[z",
])  # fmt: skip
SEEN = st.characters(exclude_categories=["Cc", "Cs"])
WORDS = st.lists(st.one_of(ODD, st.text(SEEN, max_size=12)), min_size=1, max_size=5).map(" ".join)
NAMES = st.lists(
    WORDS.map(lambda name: re.sub(r"[\[\]{}\\]", "", name).strip() or "x"),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@st.composite
def twee(draw):
    names = draw(NAMES)
    parts = []
    for name in ["Start", *names]:
        lines = draw(st.lists(WORDS, max_size=3))
        fewest = 1 if name == "Start" else 0
        any_name = st.sampled_from(["Start", *names])
        targets = draw(st.lists(any_name, min_size=fewest, max_size=3))
        links = [f"[[{draw(WORDS)}->{target}]]" for target in targets]
        tags = draw(st.sampled_from(["", "[routing]", "[outcome-lost x]", "[emotion-sad]"]))
        parts.append("\n".join([f":: {name} {tags}", *lines, *links]))
    return "\n\n".join(parts)


def check(found) -> None:
    if found.draft:
        assert found.problems == ()
        assert found.report.scenario is not None, found.report.findings
        assert "E000" not in {one.code for one in found.report.findings}
    else:
        assert found.problems
        assert all(one.line >= 1 and one.reason and one.mend for one in found.problems)


@settings(max_examples=250, deadline=None)
@given(twee())
def test_twee(text):
    check(imported("story.twee", text.encode("utf-8", "surrogatepass")))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_as_twee(text):
    check(imported("story.twee", text.encode("utf-8", "surrogatepass")))


@st.composite
def h5p(draw):
    count = draw(st.integers(1, 5))
    parts = [
        question(draw(WORDS), *(
            alternative(draw(WORDS), draw(st.integers(-1, count - 1)), title=draw(WORDS))
            for _ in range(draw(st.integers(1, 4)))
        ))
        for _ in range(count)
    ]  # fmt: skip
    return content(content=parts, title=draw(WORDS))


@settings(max_examples=150, deadline=None)
@given(h5p())
def test_h5p(data):
    check(imported("content.json", data))


KEYS = st.sampled_from([
    "branchingScenario", "content", "type", "library", "params", "title", "branchingQuestion",
    "question", "alternatives", "text", "nextContentId", "feedback", "subtitle", "endScreens",
    "endScreenTitle",
])  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(JSON)
def test_any_json_as_h5p(value):
    check(imported("content.json", json.dumps({"branchingScenario": value}).encode()))
    check(imported("content.json", json.dumps({"branchingScenario": {"content": value}}).encode()))
    check(imported("content.json", json.dumps(
        {"branchingScenario": {"content": [{"type": value}, {"type": {"params": value}}, value]}}
    ).encode()))  # fmt: skip
