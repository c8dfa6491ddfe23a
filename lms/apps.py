from django.apps import AppConfig


class LmsConfig(AppConfig):
    """The composition root: settings, URLs, subscriptions, schedule, shell and design system."""

    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the one table of reactions."""
        from common import events
        from lms import celery  # noqa: F401 - binds the shared tasks to our application
        from lms.subscriptions import SUBSCRIPTIONS

        events.install(SUBSCRIPTIONS)
