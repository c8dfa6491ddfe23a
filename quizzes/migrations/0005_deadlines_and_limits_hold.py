from django.db import migrations

from common.migration_sql import insert_only

# As 0002 has it, so that the way back leads there.
WITHOUT_DEADLINE = """
CREATE OR REPLACE FUNCTION quizzes_only_while_in_progress() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0004_time_limits_and_overrides"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only("quizzes_override"),
        insert_only("quizzes_extratime"),
        migrations.RunSQL(
            sql="""
            CREATE OR REPLACE FUNCTION quizzes_only_while_in_progress() RETURNS trigger
            LANGUAGE plpgsql AS $$
            DECLARE found_attempt quizzes_attempt%ROWTYPE;
            BEGIN
              -- FOR SHARE: a submit that runs at the same time waits, or is seen.
              SELECT * INTO found_attempt FROM quizzes_attempt
                WHERE id = NEW.attempt_id AND state = 'in_progress' FOR SHARE;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'attempt % takes no more answers', NEW.attempt_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              IF NEW.saved_at > found_attempt.deadline_at
                                + found_attempt.grace_seconds * interval '1 second' THEN
                RAISE EXCEPTION 'the time of attempt % is over', NEW.attempt_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;

            CREATE FUNCTION quizzes_deadline_holds() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.grace_seconds <> OLD.grace_seconds
                 OR (OLD.deadline_at IS NULL) <> (NEW.deadline_at IS NULL)
                 OR NEW.deadline_at < OLD.deadline_at THEN
                RAISE EXCEPTION 'the deadline of attempt % never moves earlier', OLD.id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              IF NEW.state = 'submitted' AND NEW.closed_by <> 'time' AND NEW.submitted_at
                 > NEW.deadline_at + NEW.grace_seconds * interval '1 second' THEN
                RAISE EXCEPTION 'the time of attempt % is over', OLD.id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_attempt_deadline BEFORE UPDATE ON quizzes_attempt
              FOR EACH ROW EXECUTE FUNCTION quizzes_deadline_holds();

            CREATE FUNCTION quizzes_attempt_may_begin() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
              rule quizzes_quiz%ROWTYPE;
              given record;
              ended timestamptz;
            BEGIN
              SELECT * INTO rule FROM quizzes_quiz WHERE id = NEW.quiz_id;
              SELECT count(*) AS attempts, max(granted_at) AS latest INTO given
                FROM quizzes_override
                WHERE enrollment_id = NEW.enrollment_id AND quiz_id = NEW.quiz_id
                  AND kind = 'attempt';
              IF NEW.ordinal > rule.attempt_limit + given.attempts THEN
                RAISE EXCEPTION 'quizzes_attempt_limit: attempt % is one too many', NEW.ordinal
                  USING ERRCODE = 'check_violation';
              END IF;
              IF rule.cool_down_minutes > 0 THEN
                SELECT max(submitted_at) INTO ended FROM quizzes_attempt
                  WHERE enrollment_id = NEW.enrollment_id AND quiz_id = NEW.quiz_id;
                IF NEW.started_at < ended + rule.cool_down_minutes * interval '1 minute'
                   AND (given.latest IS NULL OR given.latest < ended) THEN
                  RAISE EXCEPTION 'quizzes_attempt_wait: attempt % is too early', NEW.ordinal
                    USING ERRCODE = 'check_violation';
                END IF;
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_attempt_may_begin BEFORE INSERT ON quizzes_attempt
              FOR EACH ROW EXECUTE FUNCTION quizzes_attempt_may_begin();

            CREATE FUNCTION quizzes_override_fits() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM enrollments_enrollment e
                WHERE e.id = NEW.enrollment_id AND e.learner_id = NEW.learner_id;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'quizzes_override_learner: the enrollment is somebody else''s'
                  USING ERRCODE = 'check_violation';
              END IF;
              IF NEW.attempt_id IS NOT NULL THEN
                PERFORM 1 FROM quizzes_attempt a WHERE a.id = NEW.attempt_id
                  AND a.enrollment_id = NEW.enrollment_id AND a.quiz_id = NEW.quiz_id;
                IF NOT FOUND THEN
                  RAISE EXCEPTION 'quizzes_override_attempt: the attempt stands elsewhere'
                    USING ERRCODE = 'check_violation';
                END IF;
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_override_fits BEFORE INSERT ON quizzes_override
              FOR EACH ROW EXECUTE FUNCTION quizzes_override_fits();
            """,
            reverse_sql=f"""
            DROP TRIGGER quizzes_override_fits ON quizzes_override;
            DROP TRIGGER quizzes_attempt_may_begin ON quizzes_attempt;
            DROP TRIGGER quizzes_attempt_deadline ON quizzes_attempt;
            DROP FUNCTION quizzes_override_fits();
            DROP FUNCTION quizzes_attempt_may_begin();
            DROP FUNCTION quizzes_deadline_holds();
            {WITHOUT_DEADLINE}
            """,
        ),
    ]
