from django.db import migrations

from common.migration_sql import frozen_columns, insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0010_regrades"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("quizzes_gradeevent"),
        frozen_columns(
            "quizzes_regrade",
            ["uuid", "quiz_id", "fingerprint", "reason", "requested_by_id", "requested_at",
             "counts", "attempt_ids", "attempts_total"],
        ),
        migrations.RunSQL(
            sql="""
            REVOKE DELETE, TRUNCATE ON quizzes_regrade FROM attune_app;
            CREATE TRIGGER quizzes_regrade_final BEFORE UPDATE ON quizzes_regrade
              FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER quizzes_regrade_stays BEFORE DELETE ON quizzes_regrade
              FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();

            CREATE FUNCTION quizzes_grade_event_fits() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
              tried record;
              stands record;
            BEGIN
              SELECT a.state, a.score, a.max_score, a.passed, v.course_id, v.number INTO tried
                FROM quizzes_attempt a
                JOIN quizzes_quiz q ON q.id = a.quiz_id
                JOIN courses_lesson l ON l.id = q.lesson_id
                JOIN courses_courseversion v ON v.id = l.version_id
               WHERE a.id = NEW.attempt_id;
              IF tried.state IS DISTINCT FROM 'submitted' THEN
                RAISE EXCEPTION 'attempt % is not submitted: nothing is regraded', NEW.attempt_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              PERFORM 1 FROM courses_courseversion v
                WHERE v.id = NEW.version_id AND v.course_id = tried.course_id
                  AND v.number > tried.number;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'attempt % is regraded by later versions of its course only',
                  NEW.attempt_id USING ERRCODE = 'insufficient_privilege';
              END IF;
              SELECT e.new_score AS score, e.new_max AS max_score, e.passed_after AS passed
                INTO stands FROM quizzes_gradeevent e
               WHERE e.attempt_id = NEW.attempt_id ORDER BY e.id DESC LIMIT 1;
              IF NOT FOUND THEN
                SELECT tried.score, tried.max_score, tried.passed INTO stands;
              END IF;
              IF (NEW.old_score, NEW.old_max, NEW.passed_before)
                 IS DISTINCT FROM (stands.score, stands.max_score, stands.passed) THEN
                RAISE EXCEPTION 'the grade of attempt % has moved on', NEW.attempt_id
                  USING ERRCODE = 'serialization_failure';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_grade_event_fits BEFORE INSERT ON quizzes_gradeevent
              FOR EACH ROW EXECUTE FUNCTION quizzes_grade_event_fits();
            """,
            reverse_sql="""
            DROP TRIGGER quizzes_grade_event_fits ON quizzes_gradeevent;
            DROP FUNCTION quizzes_grade_event_fits();
            DROP TRIGGER quizzes_regrade_stays ON quizzes_regrade;
            DROP TRIGGER quizzes_regrade_final ON quizzes_regrade;
            GRANT DELETE ON quizzes_regrade TO attune_app;
            """,
        ),
    ]
