"""The auditor's page with JavaScript: it counts as one chooses and follows the report."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from reports.models import ReportRun
from reports.tasks import build
from tests.journeys.visitor import Visitor, browser
from tests.reports.conftest import owed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def vera_at_work(story, vera, web_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in the journeys
    with browser() as running:
        visitor = Visitor(running, web_server.url)
        visitor.sign_in_as("vera")
        yield visitor
        visitor.leave()


def test_from_choosing_to_the_file(vera_at_work, elsewhere):
    visitor, page = vera_at_work, vera_at_work.page
    visitor.go("/reports/")
    page.get_by_label("Until").fill("2026-11-22")
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("Whom").select_option("")
    expect(page.locator(".preview-count")).to_have_text("4 rows")
    page.get_by_label("Whom").select_option(str(elsewhere.uuid))
    expect(page.locator(".preview-count")).to_have_text("1 row")
    page.get_by_label("What it is for").fill("Sample for the yearly audit")
    visitor.click("button", "Build the report")
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    build(row_id=owed(ReportRun.objects.get()).pk)
    download = page.get_by_role("link", name="Download").first
    expect(download).to_be_visible()
    with page.expect_download() as started:
        download.click()
    assert "Bruno Elsewhere" in started.value.path().read_text()
    assert ReportRun.objects.get().snapshot in visitor.text
