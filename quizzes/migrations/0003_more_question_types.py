from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0002_frozen_questions_and_answers"),
    ]
    operations = [
        migrations.AlterField(
            model_name="question",
            name="type",
            field=models.CharField(
                choices=[
                    ("single", "Single"),
                    ("choose", "Choose"),
                    ("matching", "Matching"),
                    ("ordering", "Ordering"),
                    ("mark", "Mark"),
                    ("rate", "Rate"),
                    ("short", "Short"),
                    ("feeling", "Feeling"),
                ],
                max_length=12,
            ),
        ),
    ]
