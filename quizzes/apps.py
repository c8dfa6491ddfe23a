from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Quizzes, attempts, scores."""

    name = "quizzes"
    default_auto_field = "django.db.models.BigAutoField"
