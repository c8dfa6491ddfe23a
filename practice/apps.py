from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """What is practiced: scenes, reflections, and what is announced."""

    name = "practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the lesson kinds that this app brings."""
        _register_reflection()
        _register_announced()
        _register_roleplay()


def _register_reflection() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.reflection import read_reflection, reflection_schema
    from practice.preview import show_reflection
    from practice.services.store_lesson import store_reflection
    from practice.views.reflection import reflection_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="reflection",
            label=_("Reflection"),
            icon="feather",
            read=read_reflection,
            store=store_reflection,
            page=reflection_page,
            preview=show_reflection,
            translating=in_yaml(reflection_schema),
        )
    )


def _register_announced() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.announced import announced_schema, read_announced
    from practice.preview import show_announced
    from practice.services.store_lesson import store_announced
    from practice.views.announced import announced_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="announced",
            label=_("Announced practice"),
            icon="calendar-clock",
            read=read_announced,
            store=store_announced,
            page=announced_page,
            preview=show_announced,
            translating=in_yaml(announced_schema),
        )
    )


def _register_roleplay() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.roleplay import read_roleplay, roleplay_schema
    from practice.preview import show_roleplay
    from practice.services.store_lesson import store_roleplay
    from practice.views.runs.briefing import briefing_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="roleplay",
            label=_("Role-play"),
            icon="messages-square",
            read=read_roleplay,
            store=store_roleplay,
            page=briefing_page,
            preview=show_roleplay,
            translating=in_yaml(roleplay_schema),
        )
    )
