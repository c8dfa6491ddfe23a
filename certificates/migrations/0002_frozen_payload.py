from django.db import migrations

from common.migration_sql import frozen_columns


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        frozen_columns(
            "certificates_certificate",
            ["uuid", "completion_id", "learner_id", "code", "code_sha256", "payload",
             "payload_sha256", "design", "language", "issued_at", "expires_on"],
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER certificates_certificate_ready_once BEFORE UPDATE ON certificates_certificate
              FOR EACH ROW WHEN (OLD.state = 'ready' AND (
                NEW.state <> OLD.state OR NEW.pdf_sha256 <> OLD.pdf_sha256
                OR NEW.ready_at IS DISTINCT FROM OLD.ready_at))
              EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER certificates_certificate_ended_once BEFORE UPDATE ON certificates_certificate
              FOR EACH ROW WHEN (
                (OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at
                  OR NEW.revoke_reason <> OLD.revoke_reason))
                OR (OLD.superseded_at IS NOT NULL
                  AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
                OR NEW.supersedes_id IS DISTINCT FROM OLD.supersedes_id)
              EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER certificates_certificate_no_delete BEFORE DELETE ON certificates_certificate
              FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
            REVOKE DELETE, TRUNCATE ON certificates_certificate FROM attune_app;
            """,
            reverse_sql="""
            DROP TRIGGER certificates_certificate_no_delete ON certificates_certificate;
            DROP TRIGGER certificates_certificate_ended_once ON certificates_certificate;
            DROP TRIGGER certificates_certificate_ready_once ON certificates_certificate;
            GRANT DELETE ON certificates_certificate TO attune_app;
            """,
        ),
    ]
