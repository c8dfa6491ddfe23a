import django.db.models.deletion
from django.db import migrations, models

from common.migration_sql import insert_only


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0004_immutable_job_aids'),
        ('common', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LessonText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('html', models.TextField(blank=True, default='')),
                ('more', models.JSONField(default=dict)),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='courses.lesson')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lesson', 'language'), name='courses_lesson_text_once')],
            },
        ),
        migrations.CreateModel(
            name='ModuleText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField(blank=True, default='')),
                ('objectives', models.JSONField(default=list)),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='courses.module')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('module', 'language'), name='courses_module_text_once')],
            },
        ),
        migrations.CreateModel(
            name='VersionText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField()),
                ('outcomes', models.JSONField(default=list)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='courses.courseversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'language'), name='courses_version_text_once')],
            },
        ),
        migrations.CreateModel(
            name='JobAidText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField()),
                ('html', models.TextField()),
                ('aid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='courses.jobaid')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('aid', 'language'), name='courses_job_aid_text_once')],
            },
        ),
        insert_only("courses_jobaidtext"),
        insert_only("courses_versiontext"),
        insert_only("courses_moduletext"),
        insert_only("courses_lessontext"),
        migrations.RunSQL(
            sql="""
            CREATE FUNCTION courses_text_only_while_publishing() RETURNS trigger
            LANGUAGE plpgsql AS $$
            DECLARE
              given jsonb := to_jsonb(NEW);
              its_version bigint;
            BEGIN
              its_version := CASE TG_TABLE_NAME
                WHEN 'courses_versiontext' THEN (given->>'version_id')::bigint
                WHEN 'courses_jobaidtext' THEN (
                  SELECT version_id FROM courses_jobaid WHERE id = (given->>'aid_id')::bigint)
                WHEN 'courses_moduletext' THEN (
                  SELECT version_id FROM courses_module WHERE id = (given->>'module_id')::bigint)
                ELSE (
                  SELECT version_id FROM courses_lesson WHERE id = (given->>'lesson_id')::bigint)
              END;
              PERFORM 1 FROM courses_courseversion
                WHERE id = its_version AND language <> NEW.language
                  AND published_xid = pg_current_xact_id()::text::bigint;
              IF NOT FOUND THEN
                RAISE EXCEPTION 'version % is published; % takes no more rows for it',
                  its_version, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER courses_versiontext_publishing BEFORE INSERT ON courses_versiontext
              FOR EACH ROW EXECUTE FUNCTION courses_text_only_while_publishing();
            CREATE TRIGGER courses_moduletext_publishing BEFORE INSERT ON courses_moduletext
              FOR EACH ROW EXECUTE FUNCTION courses_text_only_while_publishing();
            CREATE TRIGGER courses_jobaidtext_publishing BEFORE INSERT ON courses_jobaidtext
              FOR EACH ROW EXECUTE FUNCTION courses_text_only_while_publishing();
            CREATE TRIGGER courses_lessontext_publishing BEFORE INSERT ON courses_lessontext
              FOR EACH ROW EXECUTE FUNCTION courses_text_only_while_publishing();
            """,
            reverse_sql="""
            DROP TRIGGER courses_jobaidtext_publishing ON courses_jobaidtext;
            DROP TRIGGER courses_lessontext_publishing ON courses_lessontext;
            DROP TRIGGER courses_moduletext_publishing ON courses_moduletext;
            DROP TRIGGER courses_versiontext_publishing ON courses_versiontext;
            DROP FUNCTION courses_text_only_while_publishing();
            """,
        ),
    ]
