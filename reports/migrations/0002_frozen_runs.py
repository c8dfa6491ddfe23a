from django.db import migrations

from common.migration_sql import frozen_columns, insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("reports_reportfile"),
        frozen_columns(
            "reports_reportrun",
            ["uuid", "kind", "definition", "parameters", "scope", "requested_by_id",
             "requested_at", "reason"],
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER reports_reportrun_final BEFORE UPDATE ON reports_reportrun
              FOR EACH ROW WHEN (OLD.state = 'ready')
              EXECUTE FUNCTION attune_refuse_change();
            """,
            reverse_sql="DROP TRIGGER reports_reportrun_final ON reports_reportrun;",
        ),
    ]
