"""The gallery shows every component, to everybody, and only outside production."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page, sync_playwright

COMPONENTS = Path(settings.BASE_DIR) / "lms" / "templates" / "components"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def test_gallery_works_for_everybody(client):
    response = client.get("/gallery/")
    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_gallery_is_absent_in_production(client, settings):
    settings.IS_DEMO = False
    assert client.get("/gallery/").status_code == 404


def test_gallery_shows_every_component(client):
    shown = {template.name for template in client.get("/gallery/").templates}
    missing = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")} - shown
    assert missing == {"components/_messages.html"} - shown


def test_gallery_forces_theme_and_direction(client):
    page = client.get("/gallery/?theme=dark&dir=rtl").content.decode()
    assert re.search(r'<html lang="en" dir="rtl" data-theme="dark">', page)


def test_gallery_ignores_unknown_values(client):
    page = client.get('/gallery/?theme="><script>&dir=up&page=none').content.decode()
    assert re.search(r'<html lang="en" dir="ltr">', page)


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output free of requests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/gallery/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS
        )
        yield browser.new_page(reduced_motion="reduce")
        browser.close()


@pytest.mark.journey
@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_is_cut_off(address, page):
    for query in ("", "?dir=rtl", "?theme=dark", "?theme=dark&dir=rtl"):
        for width in (1280, 640, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address + query)
            found = Axe().run(page).response["violations"]
            assert [(query, width, rule["id"], rule["help"]) for rule in found] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.journey
@pytest.mark.slow
def test_axe_sees_a_fault_when_there_is_one(address, page):
    page.goto(address)
    page.evaluate("document.querySelector('.lead').style.color = '#aaa'")
    assert "color-contrast" in [rule["id"] for rule in Axe().run(page).response["violations"]]


@pytest.mark.journey
@pytest.mark.slow
def test_gallery_asks_no_other_origin_and_breaks_no_policy(address, page):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(address.removesuffix("gallery/"))] == []
    assert said == []


@pytest.mark.journey
@pytest.mark.slow
def test_dialog_opens_in_the_page_and_closes(address, page):
    page.goto(address)
    page.click("[data-lms-dialog]")
    assert page.is_visible("#gallery-dialog")
    page.click("[data-lms-close]")
    assert page.is_hidden("#gallery-dialog")
