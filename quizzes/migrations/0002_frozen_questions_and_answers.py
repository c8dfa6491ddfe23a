from django.db import migrations

from common.migration_sql import frozen_columns, insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0001_initial"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("quizzes_quiz"),
        insert_only("quizzes_question"),
        insert_only("quizzes_response"),
        frozen_columns(
            "quizzes_attempt",
            ["uuid", "enrollment_id", "quiz_id", "ordinal", "layout", "started_at"],
        ),
        migrations.RunSQL(
            sql="""
            CREATE TRIGGER quizzes_attempt_final BEFORE UPDATE ON quizzes_attempt
              FOR EACH ROW WHEN (OLD.state = 'submitted')
              EXECUTE FUNCTION attune_refuse_change();

            CREATE FUNCTION quizzes_only_while_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE version_xid bigint;
            BEGIN
              IF TG_TABLE_NAME = 'quizzes_quiz' THEN
                SELECT v.published_xid INTO version_xid FROM courses_lesson l
                  JOIN courses_courseversion v ON v.id = l.version_id
                  WHERE l.id = (to_jsonb(NEW)->>'lesson_id')::bigint;
              ELSE
                SELECT v.published_xid INTO version_xid FROM quizzes_quiz q
                  JOIN courses_lesson l ON l.id = q.lesson_id
                  JOIN courses_courseversion v ON v.id = l.version_id
                  WHERE q.id = (to_jsonb(NEW)->>'quiz_id')::bigint;
              END IF;
              IF version_xid IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
                RAISE EXCEPTION 'the version is published; % takes no more rows for it',
                  TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_quiz_publishing BEFORE INSERT ON quizzes_quiz
              FOR EACH ROW EXECUTE FUNCTION quizzes_only_while_publishing();
            CREATE TRIGGER quizzes_question_publishing BEFORE INSERT ON quizzes_question
              FOR EACH ROW EXECUTE FUNCTION quizzes_only_while_publishing();

            CREATE FUNCTION quizzes_only_while_in_progress() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              -- FOR SHARE: a submit that runs at the same time waits, or is seen.
              PERFORM 1 FROM quizzes_attempt
                WHERE id = NEW.attempt_id AND state = 'in_progress' FOR SHARE;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'attempt % takes no more answers', NEW.attempt_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_response_in_progress BEFORE INSERT ON quizzes_response
              FOR EACH ROW EXECUTE FUNCTION quizzes_only_while_in_progress();
            """,
            reverse_sql="""
            DROP TRIGGER quizzes_response_in_progress ON quizzes_response;
            DROP TRIGGER quizzes_question_publishing ON quizzes_question;
            DROP TRIGGER quizzes_quiz_publishing ON quizzes_quiz;
            DROP TRIGGER quizzes_attempt_final ON quizzes_attempt;
            DROP FUNCTION quizzes_only_while_in_progress();
            DROP FUNCTION quizzes_only_while_publishing();
            """,
        ),
    ]
