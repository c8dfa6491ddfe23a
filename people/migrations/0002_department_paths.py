from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            sql="""
            CREATE FUNCTION people_department_set_path() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE above bigint[];
            BEGIN
              IF NEW.parent_id IS NULL THEN
                NEW.path := ARRAY[NEW.id];
              ELSE
                SELECT path INTO above FROM people_department WHERE id = NEW.parent_id FOR SHARE;
                IF NEW.id = ANY(above) THEN
                  RAISE EXCEPTION 'department % cannot stand below itself', NEW.id
                    USING ERRCODE = 'check_violation';
                END IF;
                NEW.path := above || NEW.id;
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER people_department_path_before BEFORE INSERT OR UPDATE
              ON people_department FOR EACH ROW EXECUTE FUNCTION people_department_set_path();

            CREATE FUNCTION people_department_move_children() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              UPDATE people_department SET parent_id = parent_id WHERE parent_id = NEW.id;
              RETURN NULL;
            END $$;
            CREATE TRIGGER people_department_path_after AFTER UPDATE
              ON people_department FOR EACH ROW WHEN (NEW.path IS DISTINCT FROM OLD.path)
              EXECUTE FUNCTION people_department_move_children();
            """,
            reverse_sql="""
            DROP TRIGGER people_department_path_after ON people_department;
            DROP TRIGGER people_department_path_before ON people_department;
            DROP FUNCTION people_department_move_children();
            DROP FUNCTION people_department_set_path();
            """,
        ),
    ]
