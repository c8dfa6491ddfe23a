from django.db import migrations, models

TRY, FROZEN = "practice_try", "practice_try_frozen_columns"
# PostgreSQL changes no type of a column that a trigger's condition names; the trigger steps aside.
_COLUMNS = (
    "uuid", "learner_id", "lesson_id", "exercise", "ordinal", "language", "is_written",
    "created_at",
)  # fmt: skip
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _COLUMNS)
_DROP = f"DROP TRIGGER {FROZEN} ON {TRY};"
_CREATE = f"""
CREATE TRIGGER {FROZEN} BEFORE UPDATE ON {TRY}
  FOR EACH ROW WHEN ({_CHANGED}) EXECUTE FUNCTION attune_refuse_change();
"""


class Migration(migrations.Migration):
    """A try holds every tag that a course may have, such as en-GB-oxendict."""

    dependencies = [("practice", "0009_year_guards")]
    operations = [
        migrations.RunSQL(sql=_DROP, reverse_sql=_CREATE),
        migrations.AlterField(
            model_name="try", name="language", field=models.CharField(max_length=16)
        ),
        migrations.RunSQL(sql=_CREATE, reverse_sql=_DROP),
    ]
