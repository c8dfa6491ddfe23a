from django.apps import AppConfig


class CurriculaConfig(AppConfig):
    """What is assigned to whom until when."""

    name = "curricula"
    default_auto_field = "django.db.models.BigAutoField"
