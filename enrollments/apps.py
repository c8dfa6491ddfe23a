from django.apps import AppConfig


class EnrollmentsConfig(AppConfig):
    """Who studies what, how far, finished when."""

    name = "enrollments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the kind `reading` its page: the kind itself stands in the layer below."""
        from courses import lesson_kinds
        from enrollments.preview import show_reading
        from enrollments.views.player import reading_page

        lesson_kinds.attach_page("reading", reading_page, show_reading)
