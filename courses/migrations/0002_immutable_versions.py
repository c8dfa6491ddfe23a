from django.db import migrations

from common.migration_sql import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("courses_courseversion"),
        insert_only("courses_module"),
        insert_only("courses_lesson"),
        insert_only("courses_packagefile"),
        migrations.RunSQL(
            sql="""
            CREATE FUNCTION courses_only_while_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM courses_courseversion
                WHERE id = NEW.version_id
                  AND published_xid = pg_current_xact_id()::text::bigint;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'version % is published; % takes no more rows for it',
                  NEW.version_id, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER courses_module_publishing BEFORE INSERT ON courses_module
              FOR EACH ROW EXECUTE FUNCTION courses_only_while_publishing();
            CREATE TRIGGER courses_lesson_publishing BEFORE INSERT ON courses_lesson
              FOR EACH ROW EXECUTE FUNCTION courses_only_while_publishing();
            CREATE TRIGGER courses_packagefile_publishing BEFORE INSERT ON courses_packagefile
              FOR EACH ROW EXECUTE FUNCTION courses_only_while_publishing();

            CREATE FUNCTION courses_stamp_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              NEW.published_xid := pg_current_xact_id()::text::bigint;
              RETURN NEW;
            END $$;
            CREATE TRIGGER courses_courseversion_stamp BEFORE INSERT ON courses_courseversion
              FOR EACH ROW EXECUTE FUNCTION courses_stamp_transaction();
            """,
            reverse_sql="""
            DROP TRIGGER courses_courseversion_stamp ON courses_courseversion;
            DROP TRIGGER courses_packagefile_publishing ON courses_packagefile;
            DROP TRIGGER courses_lesson_publishing ON courses_lesson;
            DROP TRIGGER courses_module_publishing ON courses_module;
            DROP FUNCTION courses_stamp_transaction();
            DROP FUNCTION courses_only_while_publishing();
            """,
        ),
    ]
