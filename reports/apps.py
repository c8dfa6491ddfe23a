from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What auditors and HR look at and download."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"
