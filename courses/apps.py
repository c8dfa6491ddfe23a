from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Authored content in immutable versions."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"
