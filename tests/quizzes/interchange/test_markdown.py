"""Markup becomes Markdown that our dialect reads back as the same; the rest is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.interchange.markup.html_read import read_html
from quizzes.interchange.markup.simplify import plain
from quizzes.interchange.markup.to_markdown import blocks_of, to_markdown
from quizzes.interchange.markup.unsafe import unsafe


def convert(html: str) -> tuple[str, list[str]]:
    told: list[str] = []
    return to_markdown(read_html(html).children, lambda _line, reason: told.append(reason)), told


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>two</b><i> three</i>.</p>", "One **two** *three*."),
        ("one<br>two", "one\\\ntwo"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n\n4. b\n\n   c"),
        ("<blockquote>“Hi”</blockquote>", "> “Hi”"),
        ("<h1>A</h1><h5>B</h5>", "## A\n\n#### B"),
        (
            "1. * _ ` [x] <tag &amp; &amp;amp; # \\",
            "1\\. \\* \\_ \\` \\[x\\] \\<tag & \\&amp; # \\\\",
        ),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<pre>  x\n y</pre>", "```\n  x\n y\n```"),
        ("<code>a`b</code>", "``a`b``"),
        ('<a href="https://e.org/(x)">y</a>', "[y](<https://e.org/(x)>)"),
        ("<table><tr><th>a|b<td>c<tr><td>d</table>", "| a\\|b | c |\n|---|---|\n| d |  |"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n+ b"),
        ("<em>a</em><i>b</i>", "*ab*"),
        ("", ""),
    ],
)
def test_html_becomes_markdown(html, markdown):
    found, told = convert(html)
    assert (found, told) == (markdown, [])


@pytest.mark.parametrize(
    ("html", "kept", "told"),
    [
        ('<img src="x.png" alt="A ring">', "A ring", "A picture is left out"),
        ("H<sub>2</sub>O", "H2O", "<sub> is left out"),
        ('<a href="ftp://x">y</a>', "y", "The link to “ftp://x” is left out"),
        ("a<video>b</video>", "a", "<video> is left out"),
        ("a<math><mi>x</mi></math>", "a", "<math> is left out"),
        ("<b>“x”</b>y", "“x”y", "Emphasis and links cannot be kept"),
    ],
)
def test_what_we_have_no_place_for_is_told(html, kept, told):
    found, notes = convert(html)
    assert found == kept
    assert len(notes) == 1
    assert told in notes[0]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<p onclick='x()'>a</p>", "<a href=' java\nscript:x'>a</a>",
        "<iframe src='https://e.org'></iframe>", "<img src='data:text/html,x'>",
        "<object><embed></object>", "<a href='file:///etc/passwd'>a</a>",
    ],
)  # fmt: skip
def test_what_would_act_is_seen(html):
    assert list(unsafe(read_html(html)))


@pytest.mark.parametrize("html", ["<p class='x'>a</p>", "<a href='https://e.org'>on</a>"])
def test_what_is_harmless_is_not(html):
    assert list(unsafe(read_html(html))) == []


odd = st.text(st.sampled_from(list(" ab*_`[]()<>#+-=|\\&;1.!~:\n\t\"'é")), max_size=60)


@given(odd)
@settings(max_examples=400, deadline=None)
def test_any_markdown_comes_back_as_the_same_blocks_or_says_so(text):
    told: list[str] = []
    blocks = blocks_of(text)
    written = to_markdown(blocks, lambda _line, reason: told.append(reason))
    assert blocks_of(written) == blocks or told
    assert "<script" not in written


@given(st.text(st.sampled_from(list(" ab<>/=pulibrtdheo\"'&;*_\n1.-#")), max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_html_becomes_markdown_without_markup_of_its_own(html):
    found, _told = convert(html)
    problems = [block for block in blocks_of(found) if block.name not in ALLOWED]
    assert problems == []


ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre", "hr", "table"}


@given(st.text(st.sampled_from(list(" ab*_`[]<>#+-=|\\&;1.!~é")), max_size=60))
@settings(max_examples=300, deadline=None)
def test_plain_words_are_never_taken_for_markup(text):
    """Whatever signs stand in a foreign text, a learner sees the same signs."""
    shown = " ".join(text.split())
    written = to_markdown([text], lambda _line, _reason: None)
    assert plain(blocks_of(written), lambda _line, _reason: None) == shown
