"""Lesson text becomes exactly the HTML of the design system, and nothing else."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from courses.package.drafts import Asset, Fact, PackageContext, SourceFile
from courses.package.problems import Problems
from courses.package.prose.render import render_lesson, render_text
from tests.courses.tiny_package import LESSON

FACTS = {
    name: Fact(
        id=name, claim=f"Claim {name}", citation="Who (2020)", kind="trial", limits="Few.", doi=doi
    )
    for name, doi in (("F1.1", "10.1000/182"), ("F1.2", ""))
}
CONTEXT = PackageContext(
    asset_base="/courses/assets/v",
    facts=FACTS,
    assets={"assets/line.svg": Asset(path="assets/line.svg", width=40, height=20)},
)


def source(text: str = "", language: str = "en") -> SourceFile:
    context = PackageContext(
        **{**{name: getattr(CONTEXT, name) for name in ("asset_base", "facts", "assets")},
           "language": language}
    )  # fmt: skip
    return SourceFile(path="l.md", text=text, context=context)


def lesson(body: str, facts: tuple[str, ...] = (), **more) -> BeautifulSoup:
    html = render_lesson(source(**more), body, Problems(), first_line=1, facts=facts)
    return BeautifulSoup(html, "html.parser")


def test_the_parts_have_their_classes_and_names():
    page = lesson(LESSON.split("---\n", 2)[2])
    names = [
        (part.name, " ".join(part["class"]), part.get("aria-label"))
        for part in page.find_all(class_="part")
    ]
    assert names == [
        ("section", "part part-hook", "A moment to begin with"),
        ("section", "part part-principle", "The idea"),
        ("section", "part part-example", "How it can sound"),
        ("section", "part part-contrast", "How it can miss"),
        ("section", "part part-faded", "Half done for you"),
        ("section", "part part-try", "Your turn"),
        ("details", "part part-feedback", None),
        ("section", "part part-takeaway", "To take away"),
    ]
    assert page.select_one("details > summary").text == "Compare"


def test_speech_and_contradiction():
    page = lesson(
        "::: customer Ingrid\nWhere?\n:::\n\n::: agent\nHere.\n:::\n\n"
        "::: customer\nAh.\n:::\n\n::: contradiction\nFor. Against.\n:::\n"
    )
    ingrid, nameless = page.select("div.line.customer")
    assert ingrid.select_one("span.speaker").text == "Ingrid"
    assert nameless.select_one("span.speaker").text == "Customer"
    assert page.select_one("div.line.agent")["aria-label"] == "Agent"
    assert page.select_one("aside.contradiction")["role"] == "note"


def test_facts_are_numbered_where_they_are_cited_and_explained_at_the_foot():
    page = lesson("One [F1.2]. Two [F1.1] and again [F1.2].", facts=("F1.1", "F1.2"))
    marks = page.select("sup.fact-ref > a")
    assert [(mark["href"], mark.text, mark["aria-label"]) for mark in marks] == [
        ("#fact-F1.2", "1", "Source 1"),
        ("#fact-F1.1", "2", "Source 2"),
        ("#fact-F1.2", "1", "Source 1"),
    ]
    assert page.p.text == "One1. Two2 and again1."
    notes = page.select("section.facts li")
    assert [note["id"] for note in notes] == ["fact-F1.2", "fact-F1.1"]
    assert "Claim F1.1" in notes[1].text
    assert "Few." in notes[1].text
    assert notes[1].select_one("a[href^='https://doi.org/']")["href"].endswith("10.1000/182")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {mark["href"][1:] for mark in page.select("a[href^='#']")} <= set(ids)


def test_a_listed_fact_without_a_mark_has_a_note_and_no_way_back():
    page = lesson("Nothing is cited.", facts=("F1.1",))
    assert page.find(id="fact-F1.1")
    assert not page.select("a[href^='#ref-']")


def test_no_facts_no_foot():
    assert not lesson("Nothing.").select(".facts")


def test_a_picture_has_its_place_text_and_size():
    image = lesson("![A line](assets/line.svg)").img
    assert image.attrs == {
        "src": "/courses/assets/v/line.svg", "alt": "A line", "width": "40", "height": "20",
        "loading": "lazy", "decoding": "async",
    }  # fmt: skip


POLYGLOTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p style='background:url(//evil.example)'>x</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](https:evil)",
    "[x](file:///etc/passwd)",
    "[x](https://ok.example 'onmouseover=alert(1)')",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "![x\" onerror=\"alert(1)](assets/line.svg)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "::: hook\" onclick=\"alert(1)\nx\n:::",
    "::: customer <img src=x onerror=alert(1)>\nx\n:::",
    "::: feedback </summary><script>alert(1)</script>\nx\n:::",
    "::: contradiction \"><script>alert(1)</script>\nx\n:::",
    "`<script>alert(1)</script>`",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "[F1.1\" onclick=\"alert(1)]",
    ("jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/"
    "</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e"),
]  # fmt: skip
WRITTEN = (
    "section details summary aside div span sup p h2 h3 h4 ul ol li strong em code pre blockquote "
    "br hr cite a img table thead tbody tr th td"
)
TAGS = set(WRITTEN.split())


def dangers(html: str) -> list[str]:
    found = []
    for tag in BeautifulSoup(html, "html.parser").find_all():
        if tag.name not in TAGS:
            found.append(tag.name)
        for name, value in tag.attrs.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                found.append(f"{tag.name} {name}")
            if name in {"href", "src"} and not re.match(
                r"(https?://[^/\\]|mailto:|#|/courses/assets/v/)", value
            ):
                found.append(f"{tag.name} {name}={value}")
    return found


@pytest.mark.parametrize("text", POLYGLOTS)
def test_what_wants_to_act_comes_out_as_text(text):
    html = render_lesson(source(), text, Problems(), first_line=1, facts=("F1.1",))
    assert dangers(html) == []
    assert dangers(render_text(source(), text, Problems(), line=1)) == []


def test_the_danger_finder_sees_each_danger():
    assert dangers("<script>1</script>") == ["script"]
    assert dangers("<p onclick='x'>") == ["p onclick"]
    assert dangers("<a href='javascript:1'>") == ["a href=javascript:1"]
    assert dangers("<img src='//evil'>") == ["img src=//evil"]


def test_text_of_a_script_stays_readable():
    html = render_text(source(), "Say <b>hello</b> & a < b", Problems(), line=1)
    assert html == "<p>Say &lt;b&gt;hello&lt;/b&gt; &amp; a &lt; b</p>\n"


def test_a_short_text_cites_nothing_and_knows_no_container():
    problems = Problems()
    html = render_text(source(), "So it is [F1.1].\n\n::: hook", problems, line=7)
    assert "part-hook" not in html
    assert [problem.line for problem in problems] == [7]


def test_problems_count_lines_from_the_top_of_the_file():
    problems = Problems()
    render_text(source(), "fine\n\n> quoted\n> <b>bold</b>\n", problems, line=10)
    assert [problem.line for problem in problems] == [13]


def test_colons_inside_code_open_nothing():
    problems = Problems()
    render_lesson(source(), "```\n::: nothing\n```\n", problems, first_line=1, facts=())
    assert not any("nothing" in problem.reason for problem in problems)


def test_an_unknown_language_falls_back_to_english():
    page = lesson("::: agent\nHi.\n:::", language="xx")
    assert page.select_one(".agent")["aria-label"] == "Agent"
