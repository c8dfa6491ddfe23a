import hashlib

import pytest
from django.db import connection, transaction

from audit.models import AuditEvent
from certificates.models import Certificate
from certificates.rendering import press
from certificates.services.reissue import reissue
from certificates.services.render import make_ready, print_owed
from certificates.services.revoke import revoke
from certificates.tasks import render
from common import content_store
from common.errors import EnvironmentFault
from common.models import OutboxRow
from notifications.models import Notification
from tests.support.certificates import ISSUED_AT, issued, owed, ready

pytestmark = pytest.mark.django_db


def test_a_queued_certificate_becomes_ready_with_its_file(dana):
    certificate = ready(dana)
    assert certificate.state == "ready"
    assert certificate.ready_at == ISSUED_AT
    content = content_store.get(certificate.pdf_sha256)
    assert hashlib.sha256(content).hexdigest() == certificate.pdf_sha256
    assert len(content) == certificate.pdf_bytes
    assert content.startswith(b"%PDF")


def test_the_person_is_told_once_and_the_trail_knows_the_hash(dana):
    certificate = ready(dana)
    message = Notification.objects.get()
    assert (message.recipient, message.kind) == (dana, "certificate.ready")
    assert message.key == f"certificate.ready:{certificate.uuid}"
    line = AuditEvent.objects.get(verb="certificate.rendered")
    assert line.detail["pdf_sha256"] == certificate.pdf_sha256


def test_nobody_is_told_that_a_revoked_or_replaced_certificate_is_ready(dana, omar):
    """A name is mended while the printer is away: one mail, for the one that counts."""
    first = issued(dana)
    second = reissue(certificate=first, reason="A typing error.", by=omar, at=ISSUED_AT)
    for certificate in (first, second):
        payload = {"certificate_uuid": str(certificate.uuid)}
        make_ready(payload, print_owed(payload), ISSUED_AT)
    assert Notification.objects.get().key == f"certificate.ready:{second.uuid}"
    third = reissue(certificate=second, reason="Another one.", by=omar, at=ISSUED_AT)
    revoke(certificate=third, reason="Issued by mistake.", by=omar, at=ISSUED_AT)
    payload = {"certificate_uuid": str(third.uuid)}
    make_ready(payload, print_owed(payload), ISSUED_AT)
    assert Notification.objects.count() == 1
    assert set(Certificate.objects.values_list("state", flat=True)) == {"ready"}


def test_the_task_closes_its_row_with_the_effect(dana):
    certificate = issued(dana)
    row = owed("certificates.render")
    render(row_id=row.id)
    certificate.refresh_from_db()
    row.refresh_from_db()
    assert certificate.state == "ready"
    assert row.done_at is not None
    assert row.starts == 1
    render(row_id=row.id)
    row.refresh_from_db()
    assert row.starts == 1


def test_two_workers_with_the_same_certificate_make_it_ready_once(dana):
    certificate = issued(dana)
    payload = {"certificate_uuid": str(certificate.uuid)}
    first, second = print_owed(payload), print_owed(payload)
    assert first.pdf_sha256 == second.pdf_sha256
    make_ready(payload, first, ISSUED_AT)
    make_ready(payload, second, ISSUED_AT)
    assert Notification.objects.count() == 1
    assert AuditEvent.objects.filter(verb="certificate.rendered").count() == 1
    assert print_owed(payload) is None


def test_the_pdf_is_made_from_the_payload_not_from_live_data(dana, settings):
    certificate = issued(dana)
    dana.legal_name = "Someone Else"
    dana.save(update_fields=["legal_name"])
    settings.ORGANIZATION_NAME = "Another Company"
    payload = {"certificate_uuid": str(certificate.uuid)}
    before = print_owed(payload).pdf_sha256
    settings.ORGANIZATION_NAME = "Northwind Assistance"
    assert print_owed(payload).pdf_sha256 == before


def test_a_name_without_glyphs_counts_as_a_start_and_says_why(dana):
    certificate = issued(dana, certificate_name="Dana \U00013000")
    row = owed("certificates.render")
    with pytest.raises(press.Unprintable):
        render(row_id=row.id)
    row.refresh_from_db()
    assert row.starts == 1
    assert row.last_error == "certificates.rendering.press.Unprintable"
    certificate.refresh_from_db()
    assert certificate.state == "queued"


def test_a_full_disk_gives_the_start_back(dana, settings, tmp_path):
    issued(dana)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.MEDIA_ROOT = blocked
    row = owed("certificates.render")
    render(row_id=row.id)
    row.refresh_from_db()
    assert (row.starts, row.done_at) == (0, None)
    assert "NotADirectoryError" in row.last_error or "FileExistsError" in row.last_error
    assert Certificate.objects.get().state == "queued"


def test_the_store_says_that_the_environment_is_to_blame(settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.MEDIA_ROOT = blocked
    with pytest.raises(EnvironmentFault):
        content_store.put(b"x")


def test_a_ready_certificate_never_goes_back(dana):
    certificate = ready(dana)
    for change in ("state = 'queued'", "pdf_sha256 = 'f'", "ready_at = NULL"):
        with pytest.raises(Exception, match=r"refused|ready_has_file"), transaction.atomic():
            connection.cursor().execute(
                f"UPDATE certificates_certificate SET {change} WHERE id = {certificate.pk}"
            )


def test_every_promise_was_written_with_its_change(dana, milo, omar):
    """I13: issued without an outbox row for its PDF does not exist."""
    for person in (dana, milo, omar):
        issued(person)
    promised = set(
        OutboxRow.objects.filter(subscription="certificates.render").values_list("key", flat=True)
    )
    assert promised == {
        f"certificates.render:{uuid}" for uuid in Certificate.objects.values_list("uuid", flat=True)
    }
