"""Scenes in a real browser: every page looked at, by keyboard, and without JavaScript."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from practice.services.runs.leave import step_out
from tests.journeys.visitor import SHOTS, Visitor, browser
from tests.practice.runs.conftest import BEST, begin, later, play
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenario.exchange.stories import TWEE
from tests.practice.scenes import course_with, enrolled
from tests.studio.full_package import write
from tests.studio.scenarios.conftest import HERE, PATH

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey, pytest.mark.slow]
COURSE = "empathy-in-customer-service"
LIST = f"/studio/packages/{COURSE}/scenarios/"


@pytest.fixture
def process_environment(process_environment, shelf):
    return {**process_environment, "COURSE_PACKAGES_DIR": str(shelf)}


@pytest.fixture
def course(shelf) -> Path:
    """The shipped course, with a fault in one of its scenes."""
    shipped = Path(settings.BASE_DIR) / "courses" / "packages" / COURSE
    package = Path(shutil.copytree(shipped, shelf / COURSE))
    file = next(package.glob("modules/*/scenarios/r1-2.yaml"))
    first = file.read_text().index("        feedback:")
    text = file.read_text()
    end = text.index("        goto:", first)
    file.write_text(text[:first] + text[end:])
    return package


@pytest.fixture
def theo_looks(course, theo, web_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in the journeys

    def opened(**chosen):
        visitor = Visitor(running, web_server.url, **chosen)
        visitor.sign_in_as("theo")
        visitors.append(visitor)
        return visitor

    visitors: list[Visitor] = []
    with browser() as running:
        yield opened
        for visitor in visitors:
            visitor.leave()


def test_every_page_of_scenes_looks_right(theo_looks, tmp_path):
    visitor = theo_looks()
    page = visitor.page
    faults = visitor.look("scenes-list", LIST)
    faults += visitor.look("scene-graph", f"{LIST}r1-1/")
    faults += visitor.look("scene-findings", f"{LIST}r1-2/")
    faults += visitor.look("scene-try", f"{LIST}r1-1/try/?path=a")
    faults += visitor.look("scene-attempts", f"{LIST}r1-1/attempts/")
    faults += visitor.look("scene-export", f"{LIST}r1-1/export/")
    faults += visitor.look("scene-script", f"{LIST}r1-1/script/")
    file = tmp_path / "parcel.twee"
    file.write_text(TWEE)
    faults += visitor.look("scene-import", "/studio/scenarios/import/")
    page.get_by_label("Twee or H5P file").set_input_files(file)
    visitor.click("button", "Make a draft")
    expect(page.get_by_role("heading", name="The late parcel")).to_be_visible()
    faults += visitor.look("scene-draft")
    with page.expect_download() as sent:
        visitor.click("button", "Download the draft")
    assert sent.value.suggested_filename == "the-late-parcel.yaml"
    assert faults == [], "\n".join(faults)


def test_from_the_right_and_on_paper(theo_looks):
    visitor = theo_looks()
    page = visitor.page
    faults = []
    for name, path in (("graph", ""), ("try", "try/?at=offer")):
        visitor.go(f"{LIST}r1-1/{path}")
        page.evaluate("document.documentElement.dir = 'rtl'")
        faults += visitor.look(f"scene-{name}-from-the-right")
    assert faults == [], "\n".join(faults)
    for name in ("", "script/"):
        visitor.go(f"{LIST}r1-1/{name}")
        page.emulate_media(media="print")
        expect(page.locator(".crumbs")).to_be_hidden()
        file = SHOTS / f"scene-on-paper-{name.strip('/') or 'graph'}.png"
        page.screenshot(path=file, full_page=True)
        page.emulate_media(media="screen")


def test_a_wide_graph_begins_in_view_of_its_start(theo_looks):
    visitor = theo_looks()
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 800})
    visitor.go(f"{LIST}r1-1/")
    box = page.locator(".scn-scroll").bounding_box()
    start = page.locator("[data-scn-start] rect").bounding_box()
    assert box["x"] <= start["x"]
    assert start["x"] + start["width"] <= box["x"] + box["width"]


def test_figures_of_attempts_look_right(theo_looks, shelf):
    write(shelf / "tiny", {PATH: PARCEL})
    scenes = course_with(PARCEL, slug="tiny")
    for choices, people in ((BEST, 44), (("a", "c", "c"), 7), (("c",), 19)):
        for at in range(people):
            run = play(begin(enrolled(scenes), at=later(at)), choices)
            if len(choices) == 1:
                step_out(run=run, by=run.learner, at=later(at + 9))
    visitor = theo_looks()
    faults = visitor.look("scene-attempts-figures", f"{HERE}attempts/")
    expect(visitor.page.get_by_text("19 of 70 stepped out here").first).to_be_visible()
    expect(visitor.page.get_by_text("Nobody takes it").first).to_be_visible()
    assert faults == [], "\n".join(faults)


def test_by_keyboard_from_the_graph_into_a_try(theo_looks):
    visitor = theo_looks()
    page = visitor.page
    visitor.go(f"{LIST}r1-1/")
    page.get_by_role("link", name="The same as a table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Table")).to_be_focused()
    page.locator("a.scn-place").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#scn-open")
    page.get_by_role("link", name="Play from open").focus()
    page.keyboard.press("Enter")
    page.locator(".scn-offer").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".scn-steps > li")).to_have_count(1)
    visitor.click("button", "Take the last one back")
    expect(page.locator(".scn-steps > li")).to_have_count(0)


def test_without_javascript_everything_is_there(theo_looks):
    visitor = theo_looks(javascript=False)
    page = visitor.page
    visitor.go(f"{LIST}r1-1/")
    expect(page.locator("svg.scn-graph")).to_be_visible()
    visitor.click("link", "Play it")
    page.get_by_label("Place").select_option("offer")
    page.get_by_role("spinbutton", name="trust").fill("12")
    visitor.click("button", "Play from here")
    assert "meter-trust=12" in visitor.path
    page.locator(".scn-offer").first.click()
    expect(page.locator(".scn-steps > li")).to_have_count(1)
