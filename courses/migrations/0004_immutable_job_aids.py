from django.db import migrations

from common.migration_sql import insert_only


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_job_aids"), ("common", "0001_initial")]
    operations = [
        insert_only("courses_jobaid"),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER courses_jobaid_publishing BEFORE INSERT ON courses_jobaid
              FOR EACH ROW EXECUTE FUNCTION courses_only_while_publishing();
            """,
            reverse_sql="DROP TRIGGER courses_jobaid_publishing ON courses_jobaid;",
        ),
    ]
