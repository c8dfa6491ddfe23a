import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from common.migration_sql import frozen_columns, insert_only

EXERCISE, SESSION, ROUND = "practice_liveexercise", "practice_livesession", "practice_liveround"


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0005_texts_in_other_languages'),
        ('practice', '0011_own_call'),
        ('practice', '0002_immutable_versions'),
        ('common', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LiveRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name='LiveExercise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('payload', models.JSONField()),
                ('lesson', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='live_exercise', to='courses.lesson')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LiveCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sealed', models.BinaryField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='card', to='practice.liveround')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LiveSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('debriefed', 'Debriefed'), ('left', 'Left')], default='open', max_length=9)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('round_number', models.PositiveSmallIntegerField(default=1)),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='live_sessions', to='courses.lesson')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='live_sessions', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='liveround',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='practice.livesession'),
        ),
        migrations.CreateModel(
            name='LiveNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sealed', models.BinaryField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='note', to='practice.livesession')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='livesession',
            index=models.Index(fields=['owner', '-started_at'], name='practice_live_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='livesession',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('owner', 'lesson'), name='practice_one_open_live_session'),
        ),
        migrations.AddConstraint(
            model_name='livesession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'open')), models.Q(('ended_at__isnull', False), ('state__in', ('debriefed', 'left'))), _connector='OR'), name='practice_live_end_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='livesession',
            constraint=models.CheckConstraint(condition=models.Q(('round_number__gte', 1)), name='practice_live_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='liveround',
            constraint=models.UniqueConstraint(fields=('session', 'ordinal'), name='practice_live_round_once'),
        ),
        migrations.AddConstraint(
            model_name='liveround',
            constraint=models.CheckConstraint(condition=models.Q(('ordinal__gte', 1), ('role__in', ('speaker', 'listener', 'observer'))), name='practice_live_round_role'),
        ),
        insert_only(EXERCISE),
        frozen_columns(SESSION, ["uuid", "owner_id", "lesson_id", "started_at"]),
        frozen_columns(ROUND, ["uuid", "session_id", "ordinal", "role"]),
        frozen_columns("practice_livecard", ["uuid", "learner_id", "round_id"]),
        frozen_columns("practice_livenote", ["uuid", "learner_id", "session_id"]),
        migrations.RunSQL(
            sql=f"""
            CREATE TRIGGER practice_liveexercise_publishing BEFORE INSERT ON {EXERCISE}
              FOR EACH ROW EXECUTE FUNCTION practice_only_while_publishing();
            -- A session goes on and never back, and what is over stays as it ended.
            CREATE TRIGGER practice_livesession_goes_on BEFORE UPDATE ON {SESSION}
              FOR EACH ROW WHEN (
                (OLD.state <> 'open' AND (NEW.state, NEW.round_number, NEW.ended_at)
                  IS DISTINCT FROM (OLD.state, OLD.round_number, OLD.ended_at))
                OR NEW.round_number NOT IN (OLD.round_number, OLD.round_number + 1)
              ) EXECUTE FUNCTION attune_refuse_change();
            -- What is written belongs to whoever practiced; it never hangs on another's session.
            CREATE FUNCTION practice_live_words_are_own() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_TABLE_NAME = 'practice_livecard' THEN
                PERFORM 1 FROM {ROUND} r JOIN {SESSION} s ON s.id = r.session_id
                  WHERE r.id = (to_jsonb(NEW)->>'round_id')::bigint AND s.owner_id = NEW.learner_id;
              ELSE
                PERFORM 1 FROM {SESSION} s
                  WHERE s.id = (to_jsonb(NEW)->>'session_id')::bigint
                    AND s.owner_id = NEW.learner_id;
              END IF;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'this is another person''s session'
                  USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER practice_livecard_own BEFORE INSERT ON practice_livecard
              FOR EACH ROW EXECUTE FUNCTION practice_live_words_are_own();
            CREATE TRIGGER practice_livenote_own BEFORE INSERT ON practice_livenote
              FOR EACH ROW EXECUTE FUNCTION practice_live_words_are_own();
            """,
            reverse_sql=f"""
            DROP TRIGGER practice_livenote_own ON practice_livenote;
            DROP TRIGGER practice_livecard_own ON practice_livecard;
            DROP FUNCTION practice_live_words_are_own();
            DROP TRIGGER practice_livesession_goes_on ON {SESSION};
            DROP TRIGGER practice_liveexercise_publishing ON {EXERCISE};
            """,
        ),
    ]
