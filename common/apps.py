from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Leaf helpers, events and the outbox."""

    name = "common"
    default_auto_field = "django.db.models.BigAutoField"
