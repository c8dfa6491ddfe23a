"""The pages of certificates in a real browser: waiting, sharing, and the check of a file."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import expect

from certificates.models import Certificate
from certificates.services.render import make_ready, print_owed
from certificates.services.revoke import revoke
from common import content_store
from courses.services.publish import publish_package
from tests.journeys.visitor import Visitor, browser
from tests.support.certificates import ISSUED_AT, issued, ready
from tests.support.factories import SPRING

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"


@pytest.fixture(autouse=True)
def database_beside_the_browser(monkeypatch):
    """The browser's driver runs an event loop in this thread; asking the database is meant."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def course(transactional_db):
    with transaction.atomic():
        return publish_package(path=PACKAGE, by=None, at=SPRING)


@pytest.fixture
def visitor(live_server):
    with browser() as running:
        found = Visitor(running, live_server.url)
        yield found
        found.leave()


@pytest.fixture
def as_dana(visitor, dana, live_server):
    client = Client()
    client.force_login(dana)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    return visitor


def test_the_document_arrives_on_the_open_page_by_itself(course, dana, as_dana):
    certificate = issued(dana)
    as_dana.go("/certificates/")
    assert as_dana.look("certificates-list") == []
    as_dana.go(f"/certificates/{certificate.uuid}/")
    expect(as_dana.page.get_by_text("being made")).to_be_visible()
    assert as_dana.look("certificate-being-made") == []
    payload = {"certificate_uuid": str(certificate.uuid)}
    make_ready(payload, print_owed(payload), ISSUED_AT)
    expect(as_dana.page.get_by_role("link", name="Download PDF")).to_be_visible(timeout=20_000)
    assert as_dana.look("certificate") == []
    with as_dana.page.expect_download() as download:
        as_dana.click("link", "Download PDF")
    certificate.refresh_from_db()
    assert download.value.path().read_bytes() == content_store.get(certificate.pdf_sha256)


def test_the_browser_tells_the_issued_file_from_another(course, dana, visitor, tmp_path):
    certificate = ready(dana)
    genuine, changed = tmp_path / "genuine.pdf", tmp_path / "changed.pdf"
    content = content_store.get(certificate.pdf_sha256)
    genuine.write_bytes(content)
    changed.write_bytes(content[:-2] + b"\x00\n")
    visitor.go(f"/v/{certificate.code}/")
    assert visitor.look("verify-valid") == []
    chooser = visitor.page.locator("input[type=file]")
    chooser.set_input_files(changed)
    expect(visitor.page.get_by_text("Not the file that was issued")).to_be_visible()
    chooser.set_input_files(genuine)
    expect(visitor.page.get_by_text("The same, byte for byte")).to_be_visible()
    expect(visitor.page.get_by_text("Not the file that was issued")).to_have_count(0)
    assert visitor.look("verify-file-checked") == []


def test_the_other_answers_are_finished_pages(course, dana, milo, omar, visitor):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="A mistake.", by=omar, at=ISSUED_AT)
    assert visitor.look("verify-revoked", f"/v/{certificate.code}/") == []
    assert visitor.look("verify-unknown", "/v/nothing/") == []
    assert visitor.look("verify-question", "/v/") == []
    visitor.page.get_by_label("Code of the certificate").fill(
        Certificate.objects.get().code.lower()
    )
    visitor.click("button", "Check")
    expect(visitor.page.get_by_text("was revoked")).to_be_visible()


def test_long_names_and_other_scripts_fit_on_small_screens(course, dana, as_dana):
    dana.certificate_name = "محمد عبد الله بن عبد الرحمن الفلاني " * 3
    dana.save(update_fields=["certificate_name"])
    certificate = ready(dana, at=ISSUED_AT + dt.timedelta(days=1))
    assert as_dana.look("certificate-long-name", f"/certificates/{certificate.uuid}/") == []
