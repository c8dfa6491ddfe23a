from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Authored content in immutable versions."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the lesson kind that this app brings."""
        from django.utils.translation import gettext_lazy as _

        from courses import lesson_kinds
        from courses.package.lessons import Translating
        from courses.package.reading import read_reading
        from courses.translations.prose import split_reading

        lesson_kinds.register(
            lesson_kinds.LessonKind(
                key="reading",
                label=_("Reading"),
                icon="book-open",
                read=read_reading,
                store=lambda _lesson, _draft: None,  # its HTML stands in the lesson itself
                translating=Translating(split=split_reading),
            )
        )
