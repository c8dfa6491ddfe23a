"""A scene is played in the reader's language where it has it, and says so where it has not."""

from __future__ import annotations

import json

from practice.scenario.source.texts import mark, texts_of
from tests.practice.pages.conftest import at, begun, published_scene, soup
from tests.practice.scenario.conftest import PARCEL, read
from tests.support.factories import EnrollmentFactory


def in_brackets() -> str:
    """Return the scene in “German”: every text in brackets."""
    texts = texts_of(read(PARCEL).scenario)
    strings = {name: {"source": mark(text), "text": f"[{text}]"} for name, text in texts.items()}
    return json.dumps({"language": "de", "complete": "yes", "strings": strings})


def speak(person, language):
    person.language = language
    person.save(update_fields=["language"])


def test_a_run_keeps_its_language_and_tells_it(client, dana, db):
    course = published_scene(overlays={"de": in_brackets()})
    enrollment = EnrollmentFactory(learner=dana, course=course)
    speak(dana, "de")
    run = begun(client, enrollment)
    page = soup(client.get(at("stage", run)))
    line = page.select_one("#roleplay-now")
    assert "[It was promised for Tuesday." in line.text
    assert not line.has_attr("lang")
    speak(dana, "en")
    page = soup(client.get(at("stage", run)))
    line = page.select_one("#roleplay-now")
    assert "[It was promised for Tuesday." in line.text
    assert (line["lang"], line["dir"]) == ("de", "ltr")
    assert page.select_one("legend h2")["lang"] == "de"
    assert page.html["lang"] == "en"


def test_a_scene_without_the_readers_language_is_in_its_own(client, dana, enrollment):
    speak(dana, "ar")
    run = begun(client, enrollment)
    page = soup(client.get(at("stage", run)))
    assert page.html["dir"] == "rtl"
    assert page.select_one("#roleplay-now")["lang"] == "en"
    assert page.select_one("#roleplay-now")["dir"] == "ltr"
