from django.db import migrations

from common.migration_sql import frozen_columns, insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("enrollments", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("enrollments_completionrecord"),
        insert_only("enrollments_lessoncompletion"),
        frozen_columns(
            "enrollments_enrollment",
            ["uuid", "learner_id", "course_id", "version_id", "ordinal", "enrolled_at"],
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER enrollments_enrollment_final BEFORE UPDATE ON enrollments_enrollment
              FOR EACH ROW WHEN (OLD.state <> 'open' AND (
                NEW.state <> OLD.state OR NEW.completed_at IS DISTINCT FROM OLD.completed_at
                OR NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at))
              EXECUTE FUNCTION attune_refuse_change();
            """,
            reverse_sql="DROP TRIGGER enrollments_enrollment_final ON enrollments_enrollment;",
        ),
    ]
