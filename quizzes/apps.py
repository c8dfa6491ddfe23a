from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Quizzes, attempts, scores."""

    name = "quizzes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the lesson kind that this app brings."""
        from django.utils.translation import gettext_lazy as _

        from courses import lesson_kinds
        from courses.package.lessons import Translating
        from courses.translations.texts import split_fields
        from quizzes.lint import RULES
        from quizzes.preview import asks_of, show_quiz
        from quizzes.question_types.other_languages import faults
        from quizzes.question_types.package_file import quiz_schema, read_quiz
        from quizzes.services.store_quiz import store_quiz
        from quizzes.views.intro import quiz_page

        lesson_kinds.register(
            lesson_kinds.LessonKind(
                key="quiz",
                label=_("Quiz"),
                icon="list-checks",
                read=read_quiz,
                store=store_quiz,
                page=quiz_page,
                lint=RULES,
                preview=show_quiz,
                asks=asks_of,
                translating=Translating(split=split_fields(quiz_schema), faults=faults),
            )
        )
