"""Who studies what, what they finished, and the frozen record of a completed course."""

from enrollments.models.completion_record import CompletionRecord
from enrollments.models.enrollment import Enrollment
from enrollments.models.lesson_completion import LessonCompletion

__all__ = ["CompletionRecord", "Enrollment", "LessonCompletion"]
