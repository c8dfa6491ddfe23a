"""A key that is missing hides single texts of a scene; it blocks no page and no export."""

from __future__ import annotations

import json

import pytest

from common.private_text import new_key
from practice.models import DebriefNote
from tests.practice.pages.conftest import at, begun, played, say, soup, to_the_options, whole

GONE = "its key is missing"
NOTES = {"feel": "Heat rose.", "fact": "", "transfer": "Slow down."}


@pytest.fixture
def lose_key(settings):
    first = new_key()
    settings.PRIVATE_TEXT_KEYS = [first]

    def lose() -> str:
        settings.PRIVATE_TEXT_KEYS = [new_key()]
        return first

    return lose


def test_an_export_holds_what_opens_and_names_what_does_not(client, enrollment, lose_key):
    closed = played(client, enrollment)
    client.post(at("debrief", closed), NOTES)
    lose_key()
    readable = played(client, enrollment)
    client.post(at("debrief", readable), NOTES)
    told = json.loads(client.get("/my/practice/export.json").content)["runs"]
    runs = {run["run"]: run for run in told}
    before, after = runs[str(closed.uuid)], runs[str(readable.uuid)]
    assert before["notes"]["cannot_be_opened"] == ["feel", "transfer"]
    assert [turn["said"] for turn in before["turns"]] == [turn["said"] for turn in after["turns"]]
    marks = [turn["cannot_be_opened"] for turn in before["turns"]]
    assert ["wrote_first"] in marks
    assert after["notes"]["feel"] == "Heat rose."
    assert not any(turn["cannot_be_opened"] for turn in after["turns"])
    text = client.get("/my/practice/export.txt").content.decode()
    assert text.count(GONE) == sum(map(len, marks)) + 2
    assert "Heat rose." in text


def test_a_debrief_is_shown_and_an_empty_field_keeps_what_is_closed(
    client, enrollment, settings, lose_key
):
    run = played(client, enrollment)
    client.post(at("debrief", run), NOTES)
    first = lose_key()
    page = client.get(at("debrief", run))
    assert page.status_code == 200
    assert soup(page).select_one("#note-feel-closed") is not None
    assert soup(page).select_one("#note-fact-closed") is None
    seen = soup(page).select_one("[name=seen]")["value"]
    sent = {"feel": "", "fact": "A fact.", "transfer": "Written anew.", "seen": seen}
    assert client.post(at("debrief", run), sent).status_code == 302
    settings.PRIVATE_TEXT_KEYS = [*settings.PRIVATE_TEXT_KEYS, first]
    shown = soup(client.get(at("debrief", run)))
    kept = {name: shown.select_one(f"#note-{name}").text.strip() for name in NOTES}
    assert kept == {"feel": "Heat rose.", "fact": "A fact.", "transfer": "Written anew."}


def test_an_empty_field_still_clears_what_was_shown(client, enrollment):
    run = played(client, enrollment)
    client.post(at("debrief", run), NOTES)
    client.post(at("debrief", run), {"feel": "", "fact": "", "transfer": ""})
    note = DebriefNote.objects.get()
    assert (note.feel, note.fact, note.transfer) == (None, None, None)


def test_a_scene_goes_on_after_its_key_went(client, enrollment, lose_key):
    run = begun(client, enrollment)
    for choice in ("c", "c"):
        to_the_options(client, run)
        lose_key()
        page = client.get(at("stage", run))
        assert page.status_code == 200
        assert say(client, run, choice).status_code == 302
    assert whole(run).turns_taken == 2
