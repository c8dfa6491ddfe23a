from pathlib import Path

import pytest

from audit.models import AuditEvent
from certificates.models import Certificate
from certificates.rendering import press
from certificates.services.download import download
from certificates.services.reissue import reissue
from certificates.services.revoke import revoke
from certificates.tasks import repair
from common import content_store
from common.errors import Conflict
from common.models import OutboxRow
from tests.support.certificates import ISSUED_AT, issued, owed, ready

pytestmark = pytest.mark.django_db


def damage(certificate):
    """Flip one byte of the stored file, keeping its length."""
    path = content_store.path(certificate.pdf_sha256)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def stored_files(settings):
    return sorted(Path(settings.MEDIA_ROOT).rglob("*"))


def test_a_download_is_the_stored_file_and_leaves_a_trace(dana):
    certificate = ready(dana)
    content = download(certificate=certificate, by=dana, at=ISSUED_AT)
    assert content == content_store.get(certificate.pdf_sha256)
    line = AuditEvent.objects.get(verb="certificate.downloaded")
    assert (line.actor_uuid, line.target_uuid) == (dana.uuid, certificate.uuid)


def test_asking_for_the_head_of_a_file_is_no_download(dana, sign_in):
    certificate = ready(dana)
    assert sign_in(dana).head(f"/certificates/{certificate.uuid}/pdf/").status_code == 405
    assert not AuditEvent.objects.filter(verb="certificate.downloaded").exists()


def test_what_is_not_made_yet_cannot_be_taken(dana):
    with pytest.raises(Conflict):
        download(certificate=issued(dana), by=dana, at=ISSUED_AT)


@pytest.mark.parametrize("harm", ["damaged", "lost"])
def test_a_file_without_its_hash_is_refused_and_made_again(dana, harm):
    certificate = ready(dana)
    genuine = content_store.get(certificate.pdf_sha256)
    if harm == "damaged":
        damage(certificate)
    else:
        content_store.path(certificate.pdf_sha256).unlink()
    assert download(certificate=certificate, by=dana, at=ISSUED_AT) is None
    assert not AuditEvent.objects.filter(verb="certificate.downloaded").exists()
    repair(row_id=owed("certificates.repair").id)
    assert download(certificate=certificate, by=dana, at=ISSUED_AT) == genuine
    line = AuditEvent.objects.get(verb="certificate.repaired")
    assert line.detail["is_same"] is True


def test_a_damage_is_repaired_once_however_often_it_is_seen_and_again_next_time(dana):
    certificate = ready(dana)
    damage(certificate)
    for _ in range(3):
        assert download(certificate=certificate, by=dana, at=ISSUED_AT) is None
    assert OutboxRow.objects.filter(subscription="certificates.repair").count() == 1
    repair(row_id=owed("certificates.repair").id)
    damage(certificate)
    assert download(certificate=certificate, by=dana, at=ISSUED_AT) is None
    repair(row_id=owed("certificates.repair").id)
    assert download(certificate=certificate, by=dana, at=ISSUED_AT) is not None


def test_where_the_same_bytes_cannot_be_made_a_new_certificate_takes_its_place(
    dana, settings, monkeypatch
):
    certificate = ready(dana)
    damage(certificate)
    download(certificate=certificate, by=dana, at=ISSUED_AT)
    settings.SITE_URL = "https://moved.example"  # the QR code, and so the bytes, differ
    stored = stored_files(settings)
    repair(row_id=owed("certificates.repair").id)
    assert stored_files(settings) == stored  # nothing that no certificate names
    certificate.refresh_from_db()
    assert certificate.superseded_at is not None
    successor = Certificate.objects.get(supersedes=certificate)
    assert successor.state == "queued"
    assert successor.payload == certificate.payload
    assert AuditEvent.objects.get(verb="certificate.repaired").detail["is_same"] is False


@pytest.mark.parametrize("end", [revoke, reissue])
def test_what_is_valid_no_more_gets_no_successor_from_its_damage(dana, omar, settings, end):
    certificate = ready(dana)
    damage(certificate)
    download(certificate=certificate, by=dana, at=ISSUED_AT)
    end(certificate=certificate, reason="Issued in error.", by=omar, at=ISSUED_AT)
    successors = Certificate.objects.exclude(pk=certificate.pk).count()
    settings.SITE_URL = "https://moved.example"
    row = owed("certificates.repair")
    repair(row_id=row.id)
    row.refresh_from_db()
    assert row.done_at is not None
    assert Certificate.objects.exclude(pk=certificate.pk).count() == successors
    assert AuditEvent.objects.get(verb="certificate.repaired").detail["is_same"] is False


def test_without_the_look_at_the_hash_the_damaged_file_would_go_out(dana):
    """Negative control: the bytes on disk are no longer those that were promised."""
    certificate = ready(dana)
    damage(certificate)
    handed_out_blindly = content_store.path(certificate.pdf_sha256).read_bytes()
    assert handed_out_blindly.startswith(b"%PDF")
    with pytest.raises(content_store.DamagedFile):
        content_store.get(certificate.pdf_sha256)


def test_the_design_that_a_certificate_was_issued_with_is_used(dana):
    assert ready(dana).design == press.DESIGN
