"""Conditions: what they mean, and that nothing else gets in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.scenario.conditions import LONGEST, BadConditionError, compiled, parse

METERS = {"trust": 0, "risk": 1}
TRACKS = {"hot": 0, "open.a": 1}


def holds(text: str, *, trust: int = 5, risk: int = 2, hot: int = 0, chosen: int = 0) -> bool:
    return compiled(parse(text), METERS, TRACKS)((trust, risk), (hot, chosen))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trust >= 5", True), ("trust > 5", False), ("trust == 5", True), ("trust != 5", False),
        ("trust < 6", True), ("trust <= 4", False), ("3 <= trust <= 5", True),
        ("trust - risk >= 3", True), ("trust + risk + 1 == 8", True), ("-risk < 0", True),
        ("+risk == 2", True), ("not trust < 5", True), ("not (trust < 5 or risk < 9)", False),
        ("trust < 5 or risk == 2 and trust == 5", True),
        ("visited('hot')", False), ("not chose(\"open.a\")", True), ("  trust>=5 ", True),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_says(text, expected):
    assert holds(text) is expected


def test_what_was_visited_and_chosen_counts():
    assert holds("visited('hot') and chose('open.a')", hot=2, chosen=1)


def test_names_are_told():
    found = parse("trust > 1 and visited('hot') or not chose('open.a')")
    assert (found.meters, found.visited, found.chose) == ({"trust"}, {"hot"}, {"open.a"})


TRICKS = [
    "__import__('os').system('id')", "().__class__.__bases__[0]", "trust.__class__",
    "exec('x')", "eval('1')", "open('/etc/passwd')", "visited(open('x'))", "lambda: 1",
    "[x for x in (1,)]", "trust if risk else 1", "trust := 5", "trust ** 9 ** 9 ** 9",
    "trust * 2 > 1", "trust / 0 > 1", "trust % 2 == 1", "trust // 1 > 0", "1 << 99 > 0",
    "'a' * 999 == 'b'", "f'{trust}'", "b'x' == b'x'", "trust is risk", "trust in (1, 2)",
    "True", "None == None", "trust", "5", "not trust", "trust and risk", "'hot'", "-visited('hot')",
    "visited('hot') == 1", "visited", "visited()", "visited('hot', 'open')", "visited(trust)",
    "visited(node='hot')", "chose(*trust)", "trust >= 99999", "trust >= 1e3", "trust >= 0x1f",
    "trust >= 1_0", "trust >= 1.5", "trust >= 5 # and", "trust >=", "(trust >= 5", "trust >= 5)",
    "", "   ", "trust >= 5; risk", "trust >= 5\nrisk >= 1", "trust\x00 >= 5", "ｔｒｕｓｔ >= 5",
    "trust >= ５", "Trust >= 5", "await trust", "yield trust", "trust >= 5 if 1", "...",
    "{trust}", "{**trust}", "trust[0] > 1", "`id`", "$(id)", "trust >= '5'", "a" * 300,
    "(" * 90 + "trust >= 5" + ")" * 90, "not " * 49 + "trust", "-" * 190 + "trust",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKS, ids=range(len(TRICKS)))
def test_nothing_else_is_a_condition(text):
    if text.startswith("((("):
        assert holds(text)  # brackets are allowed, and bounded by the length
        return
    with pytest.raises(BadConditionError) as refused:
        parse(text)
    assert refused.value.reason.endswith(".")
    assert refused.value.mend


@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_a_condition_or_refused(text):
    try:
        found = parse(text)
    except BadConditionError:
        return
    compiled(found, dict.fromkeys(found.meters, 0), dict.fromkeys(found.visited | found.chose, 0))


WORDS = [
    "trust", "risk", "visited('hot')", "chose('open.a')", "and", "or", "not", "(", ")", "+", "-",
    "<", "<=", "==", "!=", ">=", ">", "0", "7", "visited", "'hot'", "lambda", "if", "else", "in",
    "is", "await", "for",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_heap_of_words_is_a_condition_with_an_answer_or_refused(text):
    try:
        if not parse(text).meters <= METERS.keys():
            return  # `visited` without brackets would be a meter
    except BadConditionError:
        return
    allowed = {"visited": lambda name: name == "hot", "chose": lambda name: False}
    names = {"trust": 5, "risk": 2}
    assert holds(text, hot=1) is bool(eval(text, {"__builtins__": {}}, {**allowed, **names}))
