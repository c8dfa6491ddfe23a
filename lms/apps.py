from django.apps import AppConfig


class LmsConfig(AppConfig):
    """The composition root: settings, URLs, subscriptions, schedule, shell and design system."""

    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the one table of reactions."""
        from common import events
        from lms.subscriptions import SUBSCRIPTIONS

        events.install(SUBSCRIPTIONS)
