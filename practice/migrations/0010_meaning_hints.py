import uuid

import django.db.models.deletion
from django.db import migrations, models

from common.migration_sql import frozen_columns

HINT = "practice_meaninghint"


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0009_year_guards"),
        ("common", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="MeaningHint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("points", models.JSONField()),
                ("compared_at", models.DateTimeField()),
                ("own_try", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="meaning_hint", to="practice.try")),
            ],
            options={"abstract": False},
        ),
        frozen_columns(HINT, ["uuid", "own_try_id", "points", "compared_at"]),
        migrations.RunSQL(
            sql=f"""
            -- A hint is about a rated reply that is still there, and holds ids with yes or no: no
            -- words fit in. FOR SHARE: whoever empties the reply at the same time waits, or is seen.
            CREATE FUNCTION practice_hint_holds_no_words() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM practice_try WHERE id = NEW.own_try_id AND is_written
                AND state <> 'written' AND answer IS NOT NULL FOR SHARE;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'there is no rated reply' USING ERRCODE = 'check_violation';
              END IF;
              IF jsonb_typeof(NEW.points) <> 'object' OR EXISTS (
                   SELECT FROM jsonb_each(
                     CASE jsonb_typeof(NEW.points) WHEN 'object' THEN NEW.points ELSE '{{}}' END
                   ) AS one WHERE jsonb_typeof(one.value) <> 'boolean'
                     OR one.key !~ '^[a-z0-9-]{{1,60}}$') THEN
                RAISE EXCEPTION 'a hint holds ids with yes or no'
                  USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_hint_holds_no_words BEFORE INSERT ON {HINT}
              FOR EACH ROW EXECUTE FUNCTION practice_hint_holds_no_words();
            """,
            reverse_sql=f"""
            DROP TRIGGER practice_hint_holds_no_words ON {HINT};
            DROP FUNCTION practice_hint_holds_no_words();
            """,
        ),
    ]
