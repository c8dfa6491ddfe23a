from django.conf import settings
from django.db import migrations, models

from common.migration_sql import APP_ROLE

TRIGGER, INTENTION = "practice_triggerentry", "practice_intention"
LOG, NUDGE = "practice_reviewlog", "practice_nudge"


def numbered(table: str) -> migrations.RunSQL:
    """Return the operation that numbers the rows of each person, oldest first."""
    return migrations.RunSQL(
        sql=f"""
        UPDATE {table} AS one SET number = counted.number
          FROM (SELECT id, row_number() OVER (PARTITION BY learner_id ORDER BY id) AS number
                  FROM {table}) AS counted
         WHERE counted.id = one.id;
        """,
        reverse_sql=migrations.RunSQL.noop,
    )


def goes_with_its_year(table: str) -> migrations.RunSQL:
    """Return the operation that lets rows go, by their owner's wish for the whole year only."""
    return migrations.RunSQL(
        sql=f"""
        DROP TRIGGER {table}_refuse_change ON {table};
        CREATE TRIGGER {table}_refuse_change BEFORE UPDATE ON {table}
          FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
        CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table}
          FOR EACH ROW
          WHEN (current_setting('practice.deleting_year', true)
                IS DISTINCT FROM OLD.learner_id::text)
          EXECUTE FUNCTION attune_refuse_change();
        GRANT DELETE ON {table} TO {APP_ROLE};
        """,
        reverse_sql=f"""
        REVOKE DELETE ON {table} FROM {APP_ROLE};
        DROP TRIGGER {table}_refuse_delete ON {table};
        DROP TRIGGER {table}_refuse_change ON {table};
        CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0012_live"),
        ("common", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "triggerentry", "number", models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        migrations.AddField(
            "intention", "number", models.PositiveSmallIntegerField(default=1),
            preserve_default=False,
        ),
        numbered(TRIGGER),
        numbered(INTENTION),
        migrations.AddConstraint(
            "triggerentry",
            models.UniqueConstraint(fields=["learner", "number"], name="practice_trigger_number_once"),
        ),
        migrations.AddConstraint(
            "triggerentry",
            models.CheckConstraint(
                name="practice_trigger_numbers",
                condition=models.Q(number__gte=1, number__lte=30),
            ),
        ),
        migrations.AddConstraint(
            "intention",
            models.UniqueConstraint(
                fields=["learner", "number"], name="practice_intention_number_once"
            ),
        ),
        migrations.AddConstraint(
            "intention",
            models.CheckConstraint(
                name="practice_intention_numbers",
                condition=models.Q(number__gte=1, number__lte=30),
            ),
        ),
        migrations.AddField(
            "yearplan", "nudge_failures", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            "yearplan", "nudge_failed_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            "yearplan",
            models.CheckConstraint(
                name="practice_year_failures_and_date",
                condition=models.Q(nudge_failures=0, nudge_failed_at__isnull=True)
                | models.Q(
                    nudge_failures__gte=1, nudge_failed_at__isnull=False,
                    next_nudge_at__isnull=False,
                ),
            ),
        ),
        migrations.AddIndex(
            "yearplan",
            models.Index(
                fields=["nudge_failed_at"], name="practice_year_nudges_failing",
                condition=models.Q(nudge_failures__gte=1),
            ),
        ),
        goes_with_its_year(LOG),
        goes_with_its_year(NUDGE),
        migrations.RunSQL(
            sql=f"""
            -- The one way past the triggers. Whoever answers, reminds or plans for this person at
            -- the same time holds the plan and is waited for, or waits and finds it gone.
            CREATE FUNCTION practice_delete_year(owner bigint) RETURNS void
            LANGUAGE plpgsql AS $$
            DECLARE sentences bigint[];
            BEGIN
              PERFORM 1 FROM practice_yearplan WHERE learner_id = owner FOR UPDATE;
              PERFORM set_config('practice.deleting_year', owner::text, true);
              -- Locked first: a follow-up that is being written is waited for.
              sentences := ARRAY(
                SELECT id FROM {INTENTION} WHERE learner_id = owner ORDER BY id FOR UPDATE);
              DELETE FROM practice_followup WHERE intention_id = ANY(sentences);
              DELETE FROM {INTENTION} WHERE id = ANY(sentences);
              DELETE FROM {LOG} WHERE learner_id = owner;
              DELETE FROM practice_reviewcard WHERE learner_id = owner;
              DELETE FROM practice_booster WHERE learner_id = owner;
              DELETE FROM practice_selfcheck WHERE learner_id = owner;
              DELETE FROM {NUDGE} WHERE learner_id = owner;
              DELETE FROM practice_yearplan WHERE learner_id = owner;
              PERFORM set_config('practice.deleting_year', '', true);
            END $$;
            """,
            reverse_sql="DROP FUNCTION practice_delete_year(bigint);",
        ),
    ]
