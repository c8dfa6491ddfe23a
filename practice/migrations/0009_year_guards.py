from django.db import migrations

from common.migration_sql import frozen_columns, insert_only

DECK, BOOSTER = "practice_refresherdeck", "practice_yearlesson"


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0008_year"),
        ("practice", "0002_immutable_versions"),
        ("common", "0001_initial"),
    ]
    operations = [
        insert_only(DECK),
        insert_only(BOOSTER),
        insert_only("practice_reviewlog"),
        insert_only("practice_nudge"),
        frozen_columns("practice_reviewcard", ["learner_id", "course_id", "card", "seed"]),
        frozen_columns("practice_booster", ["learner_id", "course_id", "day"]),
        frozen_columns(
            "practice_intention", ["learner_id", "when_sealed", "then_sealed", "written_at"]
        ),
        frozen_columns("practice_followup", ["intention_id", "day"]),
        frozen_columns("practice_selfcheck", ["learner_id", "scores_sealed", "taken_at"]),
        migrations.RunSQL(
            sql=f"""
            CREATE TRIGGER practice_refresherdeck_publishing BEFORE INSERT ON {DECK}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            CREATE TRIGGER practice_yearlesson_publishing BEFORE INSERT ON {BOOSTER}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            """,
            reverse_sql=f"""
            DROP TRIGGER practice_yearlesson_publishing ON {BOOSTER};
            DROP TRIGGER practice_refresherdeck_publishing ON {DECK};
            """,
        ),
    ]
