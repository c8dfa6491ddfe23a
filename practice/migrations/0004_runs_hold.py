from django.db import migrations

from common.migration_sql import APP_ROLE, frozen_columns, insert_only

SCENARIO, RUN, TURN = "practice_scenario", "practice_run", "practice_turn"


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0003_role_plays"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only(SCENARIO),
        frozen_columns(
            RUN,
            [
                "uuid", "learner_id", "enrollment_id", "scenario_id", "language", "ordinal", "key",
                "seed", "from_turn", "started_at",
            ],
        ),
        migrations.RunSQL(
            sql=f"""
            CREATE TRIGGER practice_scenario_publishing BEFORE INSERT ON {SCENARIO}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();

            -- A run that is over stays as it is; only the run that it went on from may go.
            CREATE TRIGGER {RUN}_final BEFORE UPDATE ON {RUN}
              FOR EACH ROW WHEN (
                (OLD.continues_id IS DISTINCT FROM NEW.continues_id
                  AND NEW.continues_id IS NOT NULL)
                OR (OLD.state <> 'playing' AND (
                  NEW.state <> OLD.state OR NEW.turns_taken <> OLD.turns_taken
                  OR NEW.ending <> OLD.ending OR NEW.outcome <> OLD.outcome
                  OR NEW.skills <> OLD.skills
                  OR NEW.ended_at IS DISTINCT FROM OLD.ended_at
                  OR NEW.index_numerator IS DISTINCT FROM OLD.index_numerator
                  OR NEW.index_denominator IS DISTINCT FROM OLD.index_denominator)))
              EXECUTE FUNCTION attune_refuse_change();

            CREATE FUNCTION practice_turns_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.turns_taken <> (SELECT count(*) FROM {TURN} WHERE run_id = NEW.id) THEN
                RAISE EXCEPTION 'run % says % turns and holds others', NEW.id, NEW.turns_taken
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER {RUN}_counted BEFORE UPDATE ON {RUN}
              FOR EACH ROW WHEN (NEW.turns_taken <> OLD.turns_taken)
              EXECUTE FUNCTION practice_turns_are_counted();

            CREATE FUNCTION practice_turn_follows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              -- FOR SHARE: whoever ends the run at the same time waits, or is seen.
              PERFORM 1 FROM {RUN} WHERE id = NEW.run_id AND state = 'playing' FOR SHARE;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'run % takes no more turns', NEW.run_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              IF NEW.ordinal <> 1 + (SELECT count(*) FROM {TURN} WHERE run_id = NEW.run_id) THEN
                RAISE EXCEPTION 'turn % of run % leaves a gap', NEW.ordinal, NEW.run_id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER {TURN}_follows BEFORE INSERT ON {TURN}
              FOR EACH ROW EXECUTE FUNCTION practice_turn_follows();

            -- Turns never change. They go with their run, which goes only by its owner's wish:
            -- practice_delete_run() names the run for the length of the call.
            REVOKE UPDATE, TRUNCATE ON {TURN} FROM {APP_ROLE};
            CREATE TRIGGER {TURN}_refuse_change BEFORE UPDATE ON {TURN}
              FOR EACH ROW EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER {TURN}_refuse_truncate BEFORE TRUNCATE ON {TURN}
              FOR EACH STATEMENT EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER {TURN}_refuse_delete BEFORE DELETE ON {TURN}
              FOR EACH ROW
              WHEN (current_setting('practice.deleting_run', true)
                    IS DISTINCT FROM OLD.run_id::text)
              EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER {RUN}_refuse_delete BEFORE DELETE ON {RUN}
              FOR EACH ROW
              WHEN (current_setting('practice.deleting_run', true) IS DISTINCT FROM OLD.id::text)
              EXECUTE FUNCTION attune_refuse_change();
            CREATE TRIGGER {RUN}_refuse_truncate BEFORE TRUNCATE ON {RUN}
              FOR EACH STATEMENT EXECUTE FUNCTION attune_refuse_change();

            CREATE FUNCTION practice_delete_run(wanted bigint, owner bigint) RETURNS boolean
            LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM {RUN} WHERE id = wanted AND learner_id = owner FOR UPDATE;
              IF NOT FOUND THEN
                RETURN false;
              END IF;
              PERFORM set_config('practice.deleting_run', wanted::text, true);
              UPDATE {RUN} SET continues_id = NULL WHERE continues_id = wanted;
              DELETE FROM practice_debriefnote WHERE run_id = wanted;
              DELETE FROM practice_seatrating WHERE run_id = wanted;
              DELETE FROM {TURN} WHERE run_id = wanted;
              DELETE FROM {RUN} WHERE id = wanted;
              PERFORM set_config('practice.deleting_run', '', true);
              RETURN true;
            END $$;
            """,
            reverse_sql=f"""
            DROP FUNCTION practice_delete_run(bigint, bigint);
            DROP TRIGGER {RUN}_refuse_truncate ON {RUN};
            DROP TRIGGER {RUN}_refuse_delete ON {RUN};
            DROP TRIGGER {TURN}_refuse_delete ON {TURN};
            DROP TRIGGER {TURN}_refuse_truncate ON {TURN};
            DROP TRIGGER {TURN}_refuse_change ON {TURN};
            GRANT UPDATE ON {TURN} TO {APP_ROLE};
            DROP TRIGGER {TURN}_follows ON {TURN};
            DROP FUNCTION practice_turn_follows();
            DROP TRIGGER {RUN}_counted ON {RUN};
            DROP FUNCTION practice_turns_are_counted();
            DROP TRIGGER {RUN}_final ON {RUN};
            DROP TRIGGER practice_scenario_publishing ON {SCENARIO};
            """,
        ),
    ]
