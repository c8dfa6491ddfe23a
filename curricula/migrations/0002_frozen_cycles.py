from django.db import migrations

from common.migration_sql import frozen_columns


class Migration(migrations.Migration):
    dependencies = [
        ("curricula", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        frozen_columns("curricula_assignment", ["uuid", "person_id", "curriculum_id"]),
        frozen_columns(
            "curricula_assignmentrule",
            ["uuid", "curriculum_id", "audience", "anchor", "due_on", "offset_days",
             "created_by_id", "created_at"],
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER curricula_cycle_final BEFORE UPDATE ON curricula_cycle
              FOR EACH ROW WHEN (OLD.state = 'satisfied')
              EXECUTE FUNCTION attune_refuse_change();
            """,
            reverse_sql="DROP TRIGGER curricula_cycle_final ON curricula_cycle;",
        ),
    ]
