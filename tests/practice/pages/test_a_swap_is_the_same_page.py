"""What htmx swaps in equals what a full reload would show, and says it aloud."""

from __future__ import annotations

import re

import pytest

from tests.practice.pages.conftest import at, begun, fields, say, soup, to_the_options

HTMX = {"headers": {"HX-Request": "true"}}


def scene_in(page) -> str:
    """Return the part that is swapped, without what only a swap carries."""
    part = page.select_one("#roleplay-stage")
    for one in part.select("[name=csrfmiddlewaretoken]"):
        one.decompose()
    html = re.sub(r" data-roleplay-focus=\"\"", "", str(part))
    return re.sub(r"\s+", " ", html)


def test_after_a_turn(client, enrollment):
    run = begun(client, enrollment)
    swapped = soup(say(client, run, "c", **HTMX))
    assert swapped.select("html, header, h1") == []
    assert scene_in(swapped) == scene_in(soup(client.get(at("stage", run))))


def test_after_each_step_before_the_replies(client, enrollment):
    run = begun(client, enrollment)
    form = soup(client.get(at("stage", run))).select_one("form.roleplay-step")
    for sent in ({"noticed": "1"}, {"wrote": "I hear you."}):
        swapped = soup(client.post(form["action"], {**fields(form), **sent}, **HTMX))
        assert scene_in(swapped) == scene_in(soup(client.get(at("stage", run))))


def test_the_swap_says_what_came_of_the_reply_and_then_the_answer(client, enrollment):
    run = begun(client, enrollment)
    said = soup(say(client, run, "c", **HTMX)).select_one("#roleplay-said")
    assert said["hx-swap-oob"] == "innerHTML"
    assert said.text.index("You gave her facts back") < said.text.index("My daughter will think")


def test_one_place_is_polite_and_one_receives_the_focus(client, enrollment):
    run = begun(client, enrollment)
    full = soup(client.get(at("stage", run)))
    assert full.select_one("#roleplay-said")["role"] == "status"
    assert full.select("[data-roleplay-focus]") == []
    swapped = soup(say(client, run, "c", **HTMX))
    assert [one["id"] for one in swapped.select("[data-roleplay-focus]")] == ["roleplay-ask"]


def test_the_face_keeps_its_parts_so_that_it_can_move(client, enrollment):
    run = begun(client, enrollment)
    page = to_the_options(client, run)
    before = {one["id"]: one.get("d") for one in page.select("[id^=roleplay-face]")}
    swapped = soup(say(client, run, "b", **HTMX))
    after = {one["id"]: one.get("d") for one in swapped.select("[id^=roleplay-face]")}
    assert before.keys() == after.keys()
    assert before["roleplay-face-mouth"] != after["roleplay-face-mouth"]
    assert page.select_one(".roleplay-face svg")["aria-label"].startswith("A drawn face")


@pytest.mark.parametrize("sent_by", [{}, HTMX], ids=["a plain form", "htmx"])
def test_the_order_of_the_replies_stays(client, enrollment, sent_by):
    run = begun(client, enrollment)
    orders = {
        tuple(one["value"] for one in to_the_options(client, run).select("[name=choice]"))
        for _ in range(3)
    }
    assert len(orders) == 1
