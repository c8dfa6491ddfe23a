from django.db import migrations

from common.migration_sql import frozen_columns, insert_only

SET, TRY, ASK, RATING = (
    "practice_listeningset", "practice_try", "practice_peerask", "practice_peerrating",
)


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0006_listening"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only(SET),
        frozen_columns(
            TRY,
            ["uuid", "learner_id", "lesson_id", "exercise", "ordinal", "language", "is_written",
             "created_at"],
        ),
        frozen_columns(ASK, ["uuid", "own_try_id", "department_id", "asked_at"]),
        frozen_columns(
            RATING,
            ["uuid", "ask_id", "seat", "rater_id", "department_id", "rating", "rated_at"],
        ),
        migrations.RunSQL(
            sql=f"""
            CREATE TRIGGER practice_listeningset_publishing BEFORE INSERT ON {SET}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();

            -- Written, rated, shown: one step at a time and never back. A rating stays as it was
            -- given; words may be emptied and never exchanged.
            CREATE FUNCTION practice_try_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NOT (NEW.state = OLD.state
                      OR (OLD.state = 'written' AND NEW.state = 'rated')
                      OR (OLD.state = 'rated' AND NEW.state = 'shown'))
                 OR (OLD.self_rating IS NOT NULL
                     AND NEW.self_rating IS DISTINCT FROM OLD.self_rating)
                 OR (NEW.answer IS NOT NULL AND NEW.answer IS DISTINCT FROM OLD.answer) THEN
                RAISE EXCEPTION 'try % does not go back', OLD.id
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_try_goes_on BEFORE UPDATE ON {TRY}
              FOR EACH ROW EXECUTE FUNCTION practice_try_goes_on();

            -- Peers read a reply whose owner has seen its remarks, and which is still there.
            CREATE FUNCTION practice_ask_has_a_reply() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM {TRY} WHERE id = NEW.own_try_id AND is_written
                AND state = 'shown' AND answer IS NOT NULL;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'there is no reply to read' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_ask_has_a_reply BEFORE INSERT ON {ASK}
              FOR EACH ROW EXECUTE FUNCTION practice_ask_has_a_reply();

            CREATE FUNCTION practice_ask_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF OLD.withdrawn_at IS NOT NULL
                 AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
                RAISE EXCEPTION 'what was taken back stays back'
                  USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_ask_stays_withdrawn BEFORE UPDATE ON {ASK}
              FOR EACH ROW EXECUTE FUNCTION practice_ask_stays_withdrawn();

            -- A peer is somebody else, of another department, and reads only what is still shared.
            -- FOR SHARE: whoever takes it back at the same time waits, or is seen.
            CREATE FUNCTION practice_peer_is_a_peer() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM {ASK} a JOIN {TRY} t ON t.id = a.own_try_id
                WHERE a.id = NEW.ask_id AND a.withdrawn_at IS NULL AND t.answer IS NOT NULL
                  AND t.learner_id <> NEW.rater_id AND a.department_id <> NEW.department_id
                FOR SHARE OF a;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'this is not theirs to rate' USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_peer_is_a_peer BEFORE INSERT ON {RATING}
              FOR EACH ROW EXECUTE FUNCTION practice_peer_is_a_peer();
            """,
            reverse_sql=f"""
            DROP TRIGGER practice_peer_is_a_peer ON {RATING};
            DROP TRIGGER practice_ask_stays_withdrawn ON {ASK};
            DROP TRIGGER practice_ask_has_a_reply ON {ASK};
            DROP TRIGGER practice_try_goes_on ON {TRY};
            DROP TRIGGER practice_listeningset_publishing ON {SET};
            DROP FUNCTION practice_peer_is_a_peer();
            DROP FUNCTION practice_ask_stays_withdrawn();
            DROP FUNCTION practice_ask_has_a_reply();
            DROP FUNCTION practice_try_goes_on();
            """,
        ),
    ]
