from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages, each exactly once."""

    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
