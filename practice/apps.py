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
        _register_listening()
        _register_refreshers()
        _register_booster()
        _register_self_check()
        _register_own_call()
        _register_live()
        _let_role_plays_count_in_the_year()
        _keep_reminders_private()


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


def _register_listening() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from practice.package.listening import read_listening, translating
    from practice.preview import show_listening
    from practice.services.listening.store import store_listening
    from practice.views.listening.lesson import listening_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="listening",
            label=_("Listening practice"),
            icon="ear",
            read=read_listening,
            store=store_listening,
            page=listening_page,
            preview=show_listening,
            translating=translating(),
        )
    )


def _register_refreshers() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.refreshers import read_refreshers, refreshers_schema
    from practice.preview import show_refreshers
    from practice.services.store_lesson import store_refreshers
    from practice.views.year.lessons import refreshers_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="refreshers",
            label=_("Refreshers"),
            icon="repeat",
            read=read_refreshers,
            store=store_refreshers,
            page=refreshers_page,
            preview=show_refreshers,
            translating=in_yaml(refreshers_schema),
        )
    )


def _register_booster() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.booster import booster_schema, read_booster
    from practice.preview import show_booster
    from practice.services.store_lesson import store_year_lesson
    from practice.views.year.lessons import booster_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="booster",
            label=_("Booster"),
            icon="sprout",
            read=read_booster,
            store=store_year_lesson,
            page=booster_page,
            preview=show_booster,
            translating=in_yaml(booster_schema),
        )
    )


def _register_self_check() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.booster import read_self_check, self_check_schema
    from practice.preview import show_self_check
    from practice.services.store_lesson import store_year_lesson
    from practice.views.year.lessons import self_check_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="self_check",
            label=_("Self-check"),
            icon="list-checks",
            read=read_self_check,
            store=store_year_lesson,
            page=self_check_page,
            preview=show_self_check,
            translating=in_yaml(self_check_schema),
        )
    )


def _register_own_call() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.own_call import own_call_schema, read_own_call
    from practice.preview import show_own_call
    from practice.services.store_lesson import store_year_lesson
    from practice.views.own_call.lesson import own_call_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="own_call",
            label=_("A call of my own"),
            icon="phone",
            read=read_own_call,
            store=store_year_lesson,
            page=own_call_page,
            preview=show_own_call,
            translating=in_yaml(own_call_schema),
        )
    )


def _register_live() -> None:
    from django.utils.translation import gettext_lazy as _

    from courses import lesson_kinds
    from courses.package.lessons import in_yaml
    from practice.package.live import live_schema, read_live
    from practice.package.live_rules import RULES
    from practice.preview import show_live
    from practice.services.store_lesson import store_live
    from practice.views.live.room import live_page

    lesson_kinds.register(
        lesson_kinds.LessonKind(
            key="live",
            label=_("Live practice"),
            icon="users",
            read=read_live,
            store=store_live,
            page=live_page,
            preview=show_live,
            lint=RULES,
            translating=in_yaml(live_schema),
        )
    )


def _let_role_plays_count_in_the_year() -> None:
    from practice.selectors.year.from_runs import scene_that_trains, skills_in_runs
    from practice.selectors.year.scenes import add_finder
    from practice.selectors.year.skills import add_source

    add_source(skills_in_runs)
    add_finder(scene_that_trains)


def _keep_reminders_private() -> None:
    from notifications.private import keep_private
    from notifications.timely import ask_before_sending
    from practice.services.year.send_digests import KIND, still_wanted

    keep_private(KIND)
    ask_before_sending(KIND, still_wanted)
