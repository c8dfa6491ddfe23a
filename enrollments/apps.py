from django.apps import AppConfig


class EnrollmentsConfig(AppConfig):
    """Who studies what, how far, finished when."""

    name = "enrollments"
    default_auto_field = "django.db.models.BigAutoField"
