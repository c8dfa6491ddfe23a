from django.db import migrations

from common.migration_sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("audit_auditevent"),
    ]
