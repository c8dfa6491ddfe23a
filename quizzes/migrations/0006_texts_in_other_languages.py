import django.db.models.deletion
from django.db import migrations, models

from common.migration_sql import insert_only


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0005_deadlines_and_limits_hold'),
        ('common', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuestionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('stem_html', models.TextField()),
                ('body', models.JSONField()),
                ('feedback', models.JSONField()),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='quizzes.question')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('question', 'language'), name='quizzes_question_text_once')],
            },
        ),
        migrations.CreateModel(
            name='QuizText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('intro_html', models.TextField(blank=True, default='')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='quizzes.quiz')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('quiz', 'language'), name='quizzes_quiz_text_once')],
            },
        ),
        insert_only("quizzes_quiztext"),
        insert_only("quizzes_questiontext"),
        migrations.RunSQL(
            sql="""
            CREATE FUNCTION quizzes_text_only_while_publishing() RETURNS trigger
            LANGUAGE plpgsql AS $$
            DECLARE
              given jsonb := to_jsonb(NEW);
              its_quiz bigint;
            BEGIN
              its_quiz := CASE TG_TABLE_NAME
                WHEN 'quizzes_quiztext' THEN (given->>'quiz_id')::bigint
                ELSE (SELECT quiz_id FROM quizzes_question
                      WHERE id = (given->>'question_id')::bigint)
              END;
              PERFORM 1 FROM quizzes_quiz q
                JOIN courses_lesson l ON l.id = q.lesson_id
                JOIN courses_courseversion v ON v.id = l.version_id
                WHERE q.id = its_quiz AND v.language <> NEW.language
                  AND v.published_xid = pg_current_xact_id()::text::bigint;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'the version is published; % takes no more rows for it',
                  TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_quiztext_publishing BEFORE INSERT ON quizzes_quiztext
              FOR EACH ROW EXECUTE FUNCTION quizzes_text_only_while_publishing();
            CREATE TRIGGER quizzes_questiontext_publishing BEFORE INSERT ON quizzes_questiontext
              FOR EACH ROW EXECUTE FUNCTION quizzes_text_only_while_publishing();

            -- Answers name parts by id: a question has the same ones in every language.
            CREATE FUNCTION quizzes_ids_of(body jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
              SELECT coalesce(jsonb_agg(found ORDER BY found), '[]'::jsonb)
              FROM jsonb_path_query(body, 'strict $.**?(@.type() == "object").id ?
                (@.type() == "string")', silent => true) AS found
            $$;
            CREATE FUNCTION quizzes_same_parts() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM 1 FROM quizzes_question q
                WHERE q.id = NEW.question_id
                  AND quizzes_ids_of(q.body) = quizzes_ids_of(NEW.body);
              IF NOT FOUND THEN
                RAISE EXCEPTION 'question % has other parts in %', NEW.question_id, NEW.language
                  USING ERRCODE = 'check_violation';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER quizzes_questiontext_same_parts BEFORE INSERT ON quizzes_questiontext
              FOR EACH ROW EXECUTE FUNCTION quizzes_same_parts();
            """,
            reverse_sql="""
            DROP TRIGGER quizzes_questiontext_same_parts ON quizzes_questiontext;
            DROP FUNCTION quizzes_same_parts();
            DROP FUNCTION quizzes_ids_of(jsonb);
            DROP TRIGGER quizzes_questiontext_publishing ON quizzes_questiontext;
            DROP TRIGGER quizzes_quiztext_publishing ON quizzes_quiztext;
            DROP FUNCTION quizzes_text_only_while_publishing();
            """,
        ),
    ]
