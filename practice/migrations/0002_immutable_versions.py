from django.db import migrations

from common.migration_sql import insert_only

REFLECTION, PROMPT, ANNOUNCEMENT = (
    "practice_reflection", "practice_prompt", "practice_announcement",
)


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0001_initial"),
        ("common", "0001_initial"),
        ("courses", "0002_immutable_versions"),
    ]
    operations = [
        insert_only(REFLECTION),
        insert_only(PROMPT),
        insert_only(ANNOUNCEMENT),
        migrations.RunSQL(
            sql=f"""
            CREATE FUNCTION practice_only_while_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE lesson bigint;
            BEGIN
              IF TG_TABLE_NAME = '{PROMPT}' THEN
                SELECT lesson_id INTO lesson FROM {REFLECTION}
                  WHERE id = (to_jsonb(NEW)->>'reflection_id')::bigint;
              ELSE
                lesson := (to_jsonb(NEW)->>'lesson_id')::bigint;
              END IF;
              PERFORM 1 FROM courses_lesson l
                JOIN courses_courseversion v ON v.id = l.version_id
                WHERE l.id = lesson AND v.published_xid = pg_current_xact_id()::text::bigint;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'the version is published; % takes no more rows for it',
                  TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_reflection_publishing BEFORE INSERT ON {REFLECTION}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            CREATE TRIGGER practice_prompt_publishing BEFORE INSERT ON {PROMPT}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            CREATE TRIGGER practice_announcement_publishing BEFORE INSERT ON {ANNOUNCEMENT}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            """,
            reverse_sql=f"""
            DROP TRIGGER practice_announcement_publishing ON {ANNOUNCEMENT};
            DROP TRIGGER practice_prompt_publishing ON {PROMPT};
            DROP TRIGGER practice_reflection_publishing ON {REFLECTION};
            DROP FUNCTION practice_only_while_publishing();
            """,
        ),
    ]
