from django.apps import AppConfig


class StudioConfig(AppConfig):
    """Where authors look, compare and publish."""

    name = "studio"
    default_auto_field = "django.db.models.BigAutoField"
