"""Somebody with a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from unittest.mock import patch

from axe_playwright_python.sync_playwright import Axe
from django.db import close_old_connections
from playwright.sync_api import Browser, Frame, Page, Request, Response, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "var" / "screenshots"
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A page is waited for as long as a busy machine may take; nothing here says how fast it is.
PATIENCE_MS = 20_000
PAUSE_MS = 50
expect.set_options(timeout=PATIENCE_MS)


def ask_for_life() -> None:
    """Let the next query ask whether its connection is alive, as between two requests.

    Inside the browser's loop Django has a connection of its own, which an earlier test may have
    cut. Nothing else runs in that loop, so it is safe there.
    """
    with patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="true"):
        close_old_connections()


class Visitor:
    """One person at one browser: goes, clicks, and lets nothing odd pass."""

    def __init__(self, browser: Browser, base: str, *, javascript: bool = True) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=javascript,
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.oddities: list[str] = []
        self._under_way: set[Request] = set()
        self.page.on("requestfinished", self._is_answered)
        self.page.on("requestfailed", self._is_answered)
        self.page.on("framenavigated", self._is_left)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.oddities.append(f"error: {error}"))
        self.page.on("request", self._watch)
        self.page.on("response", self._judge)

    def _hear(self, message) -> None:
        # Chromium reports every 4xx as a console error; those are asserted where they are meant.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.oddities.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        self._under_way.add(request)
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.oddities.append(f"another origin: {request.url}")

    def _is_answered(self, request: Request) -> None:
        self._under_way.discard(request)

    def _is_left(self, _frame: Frame) -> None:
        # What the page before had asked for is nobody's any more.
        self._under_way.clear()

    def _judge(self, response: Response) -> None:
        if response.status >= 500:
            self.oddities.append(f"{response.status}: {response.url}")

    def go(self, path: str) -> Response:
        ask_for_life()
        response = self.page.goto(path if path.startswith("http") else self.base + path)
        assert response is not None
        return response

    def status_of(self, path: str) -> int:
        return self.context.request.get(self.base + path).status

    def sign_in_as(self, key: str) -> None:
        self.go(f"/demo/{key}/")
        self.page.get_by_role("button", name="Go in as").click()
        self.page.wait_for_url("**/learn/")

    def click(self, role: str, name: str, **options) -> None:
        ask_for_life()
        self.page.get_by_role(role, name=name, **options).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until what was clicked has answered: no request is under way, the page is whole.

        What is read without waiting for it may otherwise be the page before, or one that the
        browser is about to leave.
        """
        ends = monotonic() + PATIENCE_MS / 1000
        self.page.wait_for_timeout(PAUSE_MS)
        while self._under_way:
            assert monotonic() < ends, f"no answer: {[found.url for found in self._under_way]}"
            self.page.wait_for_timeout(PAUSE_MS)
        self.page.wait_for_load_state()

    def measure(self, expression: str):
        """Return what a JavaScript expression says of the settled page."""
        self.settle()
        return self.page.evaluate(expression)

    @property
    def text(self) -> str:
        self.settle()
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        """Return the address of the settled page, without the server's name."""
        self.settle()
        return self.page.url.removeprefix(self.base)

    def leave(self) -> None:
        self.context.close()
        assert self.oddities == []

    def look(self, name: str, path: str | None = None) -> list[str]:
        """Take the four pictures of a page and return what is wrong with it."""
        if path:
            self.go(path)
        self.settle()
        SHOTS.mkdir(parents=True, exist_ok=True)
        faults = []
        for scheme in ("light", "dark"):
            for width in (1280, 360):
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                self.page.set_viewport_size({"width": width, "height": 900})
                file = SHOTS / f"{name}-{width}-{scheme}.png"
                self.page.screenshot(path=file, full_page=True)
                if (scheme, width) in {("light", 1280), ("dark", 360)}:
                    faults += self._axe(f"{name} {width} {scheme}")
                faults += self._overflow(f"{name} {width}")
        self.page.set_viewport_size({"width": 320, "height": 800})
        faults += self._overflow(f"{name} 320")
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        return faults

    def _axe(self, label: str) -> list[str]:
        found = Axe().run(self.page).response["violations"]
        return [
            f"{label}: {rule['id']} at {rule['nodes'][0]['target']}: {rule['help']}"
            for rule in found
        ]

    def _overflow(self, label: str) -> list[str]:
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return [f"{label}: {wide} px wider than the window"] if wide > 0 else []


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=CHROMIUM_ARGS
        )
        try:
            yield running
        finally:
            running.close()
