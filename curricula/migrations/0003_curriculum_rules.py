from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("curricula", "0002_frozen_cycles"),
    ]
    operations = [
        migrations.AddConstraint(
            model_name="curriculum",
            constraint=models.CheckConstraint(
                condition=~models.Q(title=""), name="curricula_curriculum_titled"
            ),
        ),
        migrations.AddConstraint(
            model_name="curriculum",
            constraint=models.CheckConstraint(
                condition=models.Q(validity_months__isnull=True)
                | models.Q(validity_months__range=(1, 1200)),
                name="curricula_curriculum_months",
            ),
        ),
    ]
