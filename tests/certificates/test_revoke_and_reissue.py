import datetime as dt

import pytest
from django.db import connection, transaction

from audit.models import AuditEvent
from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.reissue import reissue
from certificates.services.revoke import revoke
from common.errors import Conflict, InvalidInput
from common.models import OutboxRow
from tests.support.certificates import ISSUED_AT, issued, ready

pytestmark = pytest.mark.django_db
LATER = ISSUED_AT + dt.timedelta(days=3)


def test_revoking_keeps_the_row_and_says_why_to_the_trail(dana, omar):
    certificate = ready(dana)
    revoke(certificate=certificate, reason=" Issued by mistake. ", by=omar, at=LATER)
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoke_reason) == (LATER, "Issued by mistake.")
    assert certificate.standing(on=LATER.date()) == "revoked"
    line = AuditEvent.objects.get(verb="certificate.revoked")
    assert (line.actor_uuid, line.reason) == (omar.uuid, "Issued by mistake.")


def test_revoking_needs_a_reason_and_somebody_else(dana, omar):
    certificate = ready(dana)
    with pytest.raises(InvalidInput):
        revoke(certificate=certificate, reason="  ", by=omar, at=LATER)
    with pytest.raises(Conflict):
        revoke(certificate=certificate, reason="I want to.", by=dana, at=LATER)
    assert not AuditEvent.objects.filter(verb="certificate.revoked").exists()


def test_a_certificate_is_revoked_once(dana, omar):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="One.", by=omar, at=LATER)
    with pytest.raises(Conflict):
        revoke(certificate=certificate, reason="Two.", by=omar, at=LATER)
    assert AuditEvent.objects.filter(verb="certificate.revoked").count() == 1


def test_a_revocation_cannot_be_taken_back_by_sql(dana, omar):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="One.", by=omar, at=LATER)
    with pytest.raises(Exception, match="refused"), transaction.atomic():
        connection.cursor().execute(
            "UPDATE certificates_certificate SET revoked_at = NULL, revoke_reason = ''"
        )


@pytest.mark.parametrize(
    "change",
    [
        "superseded_at = NULL",
        "superseded_at = now()",
        "supersedes_id = id",
        "pdf_sha256 = repeat('0', 64)",
        "ready_at = now()",
        "state = 'queued'",
    ],
)
def test_what_became_of_a_certificate_cannot_be_changed_by_sql(dana, omar, change):
    certificate = ready(dana)
    reissue(certificate=certificate, reason="A new name.", by=omar, at=LATER)
    with pytest.raises(Exception, match="refused"), transaction.atomic():
        connection.cursor().execute(
            f"UPDATE certificates_certificate SET {change} WHERE id = %s", [certificate.pk]
        )


@pytest.mark.django_db(transaction=True)
def test_without_the_trigger_a_revocation_could_be_taken_back(dana, omar, owner_connection):
    """Negative control, as the owner of the table, in a transaction that is thrown away."""
    certificate = ready(dana)
    revoke(certificate=certificate, reason="One.", by=omar, at=LATER)
    cursor = owner_connection.cursor()
    cursor.execute("BEGIN")
    try:
        cursor.execute(
            "ALTER TABLE certificates_certificate"
            " DISABLE TRIGGER certificates_certificate_ended_once"
        )
        cursor.execute("UPDATE certificates_certificate SET revoked_at = NULL, revoke_reason = ''")
        assert cursor.rowcount == 1
        cursor.execute("SELECT revoked_at FROM certificates_certificate")
        assert cursor.fetchall() == [(None,)]
    finally:
        cursor.execute("ROLLBACK")
    certificate.refresh_from_db()
    assert certificate.revoked_at == LATER


def test_a_revoked_certificate_is_not_issued_again_by_a_late_message(dana, omar):
    certificate = issued(dana)
    revoke(certificate=certificate, reason="Wrong person.", by=omar, at=LATER)
    assert issue(completion=certificate.completion, at=LATER) is None
    assert Certificate.objects.count() == 1


def test_a_corrected_name_makes_a_successor_with_a_new_code(dana, omar):
    old = ready(dana)
    new = reissue(
        certificate=old, reason="Name spelled wrongly.", by=omar, at=LATER, holder_name="Dana Simic"
    )
    old.refresh_from_db()
    assert new.supersedes == old
    assert new.code != old.code
    assert new.payload == old.payload | {"holder_name": "Dana Simic"}
    assert new.state == "queued"
    assert old.standing(on=LATER.date()) == "replaced"
    assert new.standing(on=LATER.date()) == "valid"
    assert OutboxRow.objects.filter(key=f"certificates.render:{new.uuid}").exists()
    verbs = AuditEvent.objects.filter(at=LATER).values_list("verb", flat=True)
    assert set(verbs) == {"certificate.superseded", "certificate.issued"}


def test_only_a_live_certificate_is_replaced_and_only_once(dana, omar):
    old = ready(dana)
    reissue(certificate=old, reason="Lost.", by=omar, at=LATER)
    with pytest.raises(Conflict):
        reissue(certificate=old, reason="Lost.", by=omar, at=LATER)
    assert Certificate.objects.live().count() == 1


def test_a_revoked_certificate_is_not_replaced(dana, omar):
    certificate = ready(dana)
    revoke(certificate=certificate, reason="Wrong person.", by=omar, at=LATER)
    with pytest.raises(Conflict, match="no longer valid"):
        reissue(certificate=certificate, reason="Lost.", by=omar, at=LATER)
    certificate.refresh_from_db()
    assert certificate.superseded_at is None
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"reason": " "}, InvalidInput),
        ({"holder_name": "Dana\u202e"}, InvalidInput),
        ({"holder_name": " "}, InvalidInput),
    ],
)
def test_a_reissue_with_bad_input_changes_nothing(dana, omar, changed, error):
    old = ready(dana)
    with pytest.raises(error):
        reissue(**{"certificate": old, "reason": "Lost.", "by": omar, "at": LATER, **changed})
    old.refresh_from_db()
    assert old.superseded_at is None
    assert Certificate.objects.count() == 1


def test_nobody_replaces_their_own(dana):
    with pytest.raises(Conflict):
        reissue(certificate=ready(dana), reason="A nicer name.", by=dana, at=LATER)


@pytest.mark.parametrize(
    ("on", "said"), [("2027-11-26", "valid"), ("2027-11-27", "valid"), ("2027-11-28", "expired")]
)
def test_the_day_it_is_valid_until_still_counts(on, said):
    certificate = Certificate(expires_on=dt.date(2027, 11, 27))
    assert certificate.standing(on=dt.date.fromisoformat(on)) == said
