"""YAML stays text, keeps its lines, and cannot grow."""

from __future__ import annotations

import resource

import pytest

from courses.package.problems import Problems
from courses.package.yaml_lines import DEEPEST, VALUES_AT_MOST, read_yaml


def reasons(text: str) -> list[str]:
    problems = Problems()
    assert read_yaml("f.yaml", text, problems) is None
    return [problem.reason for problem in problems]


def test_nothing_is_guessed():
    found = read_yaml("f", "a: no\nb: 12:30\nc: 1.10\nd: on\ne: 0x10\nf: ~\n", Problems())
    assert found.value == {"a": "no", "b": "12:30", "c": "1.10", "d": "on", "e": "0x10", "f": "~"}


def test_each_value_knows_its_line():
    found = read_yaml(
        "f", "a:\n  - x\n  - k: v\n    l: >-\n      long\n      text\nz: 1\n", Problems()
    )
    assert found.line("a", 1, "l") == 4
    assert found.line("z") == 7
    assert found.line("a", 1, "nowhere", 5) == 3  # the nearest thing that is there


def test_lines_count_from_where_the_text_began():
    problems = Problems()
    read_yaml("f", "a: 1\na: 2\n", problems, first_line=11)
    assert [problem.line for problem in problems] == [12]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x 1", "Anchors"),
        ("a: *x", "Anchors"),
        ("&a [&b [*a, *a], *a]", "Anchors"),
        ("a: &a {x: *a}", "Anchors"),
        ("a: !!python/object/apply:os.system [id]", "Tags"),
        ("!!python/name:os.system", "Tags"),
        ("a: !custom 1", "Tags"),
        ("[" * 100_000, "nested deeper"),
        ("{a: " * 5_000, "nested deeper"),
        ("- " * 400 + "x", "nested deeper"),
        ("? [a]\n: b", "must be a word"),
        ("{{a: b}: c}", "must be a word"),
        ("a: 1\n---\nb: 2", "second document"),
        ("", "nothing in it"),
        ("# only a remark", "nothing in it"),
        ("a: [1", "not valid YAML"),
        ("a: b: c", "not valid YAML"),
        ("a: \x00", "YAML"),
        ('a: "b\\0c"', "A text holds a NUL"),
        ('"a\\u0000": b', "A text holds a NUL"),
        ("\t- a", "not valid YAML"),
        ("%YAML 9.9\n---\na: 1", "YAML"),
    ],
)
def test_what_is_hostile_or_broken_is_refused(text, reason):
    assert any(reason in found for found in reasons(text))


def test_too_many_values_are_refused():
    assert "more than" in reasons("- x\n" * (VALUES_AT_MOST + 1))[0]


def test_as_deep_as_needed_is_possible():
    deep = "".join(f"{'  ' * level}a:\n" for level in range(DEEPEST - 1))
    problems = Problems()
    assert read_yaml("f", f"{deep}{'  ' * (DEEPEST - 1)}a: x\n", problems)
    assert len(problems) == 0


@pytest.mark.parametrize(("levels", "told"), [(16, 0), (17, 1)])
def test_sixteen_levels_are_read_and_no_more(levels, told):
    problems = Problems()
    read_yaml("f.yaml", "a: " + "[" * (levels - 1) + "]" * (levels - 1), problems)
    assert len(problems) == told


def test_a_bomb_of_aliases_grows_nothing():
    # Nine levels of nine would be 387 million values when anything followed an alias.
    lines = ['a0: &a0 ["x","x","x","x","x","x","x","x","x"]']
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert reasons("\n".join(lines)) == ["Anchors and aliases are not used in packages."]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


def test_merge_keys_are_a_plain_word():
    found = read_yaml("f", "<<: x", Problems())
    assert found.value == {"<<": "x"}
