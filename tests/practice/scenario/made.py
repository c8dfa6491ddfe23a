"""Scenarios made at random: such that hold by construction, such that may break, and large ones."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

QUALITIES = ["best", "ok", "weak", "poor"]
METERS = {
    "trust": {"min": "0", "max": "4", "start": "2", "good": "high", "show": "live"},
    "strain": {"min": "0", "max": "3", "start": "1", "good": "low", "show": "after"},
}
ENDINGS = ["end_good", "end_fair", "end_lost"]
TERM = st.sampled_from(["trust", "strain", "trust - strain", "trust + 1"])
SIGN = st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])


@st.composite
def conditions(draw: st.DrawFn, nodes: list[str]) -> str:
    simple = st.builds(
        lambda term, sign, number: f"{term} {sign} {number}", TERM, SIGN, st.integers(0, 4)
    )
    named = st.sampled_from(nodes).map("visited('{}')".format) | st.just("chose('n0.a')")
    one = simple | named
    other = draw(st.none() | one)
    first = draw(one)
    if other is None:
        return f"not ({first})" if draw(st.booleans()) else first
    return f"{first} {draw(st.sampled_from(['and', 'or']))} {other}"


def a_choice(choice_id: str, goto: str, quality: str, **more: Any) -> dict[str, Any]:
    return {
        "id": choice_id, "text": f"Reply {choice_id}", "skills": ["act"], "quality": quality,
        "feedback": f"It leads to {goto}", "goto": goto, **more,
    }  # fmt: skip


def a_node(choices: list[dict[str, Any]]) -> dict[str, Any]:
    emotion = {"label": "calm", "valence": "0", "arousal": "0.1"}
    return {"customer": {"text": "Well?", "emotion": emotion}, "choices": choices}


def a_scene(nodes: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": "empathy-roleplay/1", "id": "made", "version": "1", "language": "en",
        "license": "CC0-1.0", "title": "Made", "summary": "Made.", "module": "m1",
        "complexity": "routine", "difficulty": "1", "minutes": "1", "objectives": ["M1.1"],
        "skills": ["act"],
        "safeguards": {
            "intensity": "1", "pause": "yes", "skip": {"allowed": "yes"}, "opt_out_scored": "no",
        },
        "persona": {"id": "p", "name": "P", "channel": "chat"},
        "meters": METERS, "start": "n0", "nodes": nodes,
        "endings": {
            name: {"outcome": outcome, "text": "Over."}
            for name, outcome in zip(ENDINGS, ["restored", "settled", "lost"], strict=True)
        },
        "debrief": {"feel": "?", "fact": "?", "transfer": "?"},
    }  # fmt: skip


def text_of(scene: dict[str, Any]) -> str:
    """Return the scene as JSON, which is YAML."""
    return json.dumps(scene)


def effects() -> st.SearchStrategy[dict[str, str]]:
    change = st.integers(-3, 3).filter(bool).map("{:+d}".format)
    return st.dictionaries(st.sampled_from(["trust", "strain"]), change, max_size=2)


@st.composite
def sound(draw: st.DrawFn) -> dict[str, Any]:
    """A scene that holds: forward only, back only with a guard, one choice always open."""
    count = draw(st.integers(2, 7))
    names = [f"n{at}" for at in range(count)]
    nodes: dict[str, Any] = {}
    for at, name in enumerate(names):
        ahead = st.sampled_from([*names[at + 1 :], *ENDINGS])
        if at and draw(st.integers(0, 4)) == 0:
            branches = [
                {"when": draw(conditions(names)), "goto": draw(ahead)}
                for _ in range(draw(st.integers(0, 2)))
            ]
            nodes[name] = {"auto": [*branches, {"goto": draw(ahead)}]}
            continue
        choices = []
        for place in range(draw(st.integers(1, 3))):
            more: dict[str, Any] = {"effect": draw(effects())}
            if place and draw(st.booleans()):
                more["when"] = draw(conditions(names))
            goto = draw(ahead)
            if draw(st.integers(0, 3)) == 0:
                more |= {"max_visits": str(draw(st.integers(1, 3))), "then": goto}
                goto = draw(st.sampled_from(names[: at + 1]))
            choices.append(a_choice("abc"[place], goto, draw(st.sampled_from(QUALITIES)), **more))
        nodes[name] = a_node(choices)
    return a_scene(nodes)


@st.composite
def anything(draw: st.DrawFn) -> dict[str, Any]:
    """A scene whose every name exists, and that may be broken in every other way."""
    names = [f"n{at}" for at in range(draw(st.integers(1, 5)))]
    anywhere = st.sampled_from([*names, *ENDINGS])
    nodes: dict[str, Any] = {}
    for name in names:
        if draw(st.integers(0, 3)) == 0:
            nodes[name] = {
                "auto": [
                    {"goto": draw(anywhere), **draw(maybe_when(names))}
                    for _ in range(draw(st.integers(1, 3)))
                ]
            }
        else:
            nodes[name] = a_node([
                a_choice(
                    "abc"[place], draw(anywhere), draw(st.sampled_from(QUALITIES)),
                    effect=draw(effects()), **draw(maybe_when(names)),
                )
                for place in range(draw(st.integers(1, 3)))
            ])  # fmt: skip
    return a_scene(nodes)


def maybe_when(names: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.just({}) | conditions(names).map(lambda when: {"when": when})


def large(nodes: int, *, meters: int = 2, top: int = 6) -> dict[str, Any]:
    """A scene of many nodes in a row, each with three choices and two loops that are bounded."""
    rows: dict[str, Any] = {}
    for at in range(nodes):
        goto = f"n{at + 1}" if at + 1 < nodes else "end"
        choices = [
            a_choice("a", goto, "best", effect={"trust": "+1"}),
            a_choice("b", goto, "weak", effect={"strain": "+1"}),
            a_choice("c", goto, "poor", effect={"trust": "-1"}, when="strain >= 2"),
        ]
        if at in {nodes // 3, nodes // 2}:
            choices[2] = a_choice("c", f"n{at}", "poor", max_visits="2", then="end_lost")
        rows[f"n{at}"] = a_node(choices)
    rows["end"] = {"auto": [{"when": "trust >= 6", "goto": "end_good"}, {"goto": "end_fair"}]}
    scene = a_scene(rows)
    names = ["trust", "strain", "third"][:meters]
    scene["meters"] = {
        name: {"min": "0", "max": str(top), "start": "3", "good": "high", "show": "live"}
        for name in names
    }
    if meters > 2:
        for at in range(nodes):
            rows[f"n{at}"]["choices"][1]["effect"]["third"] = "+1" if at % 2 else "-1"
    return scene
