"""`manage.py curriculum list|add`: what HR can assign, from the command line."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from common.clock import now
from common.management.shell import naming, near
from courses.models import Course
from curricula.models import Curriculum
from curricula.selectors.catalog import assigners, lines
from curricula.services.create import create

ARGUMENTS = {
    "slug": "SLUG", "title": "--title", "required": "--course", "validity_months": "--valid-months",
}  # fmt: skip
NO_COURSE = "No course is published yet. Publish one: manage.py course publish PATH"


class Command(BaseCommand):
    """Show what can be assigned, and make a curriculum of published courses."""

    help = "Show the curricula, or make one of published courses for HR to assign."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the actions and what they take."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="Show all, with their courses and who has them.")
        add = actions.add_parser("add", help="Make a curriculum of published courses.")
        add.add_argument("slug", metavar="SLUG", help="Its short name in addresses.")
        add.add_argument("--title", required=True, help="What people read.")
        add.add_argument(
            "--course", metavar="SLUG", action="append", required=True, dest="courses",
            help="A course that has to be completed; again for each, in their order.",
        )  # fmt: skip
        add.add_argument(
            "--optional", metavar="SLUG", action="append", default=[],
            help="A course that comes with it and need not be completed; again for each.",
        )  # fmt: skip
        add.add_argument(
            "--valid-months", metavar="N", type=int,
            help="For how long a completion counts; for good without.",
        )  # fmt: skip
        add.add_argument("--description", default="", help="A sentence that HR reads beside it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of them and say what was done and what comes next."""
        act = {"list": self._list, "add": self._add}
        with naming(ARGUMENTS):
            self.stdout.write(act[options["action"]](options))

    def _list(self, options: dict[str, Any]) -> str:
        found = lines()
        if found:
            return "\n".join(
                f"{row.slug}: {row.title}, {_validity(row)}; {', '.join(courses)}; "
                f"{'1 person has' if people == 1 else f'{people} people have'} it"
                for row, courses, people in found
            )
        mend = "manage.py curriculum add SLUG --title TITLE --course SLUG"
        return f"There is no curriculum yet. Make the first: {mend}\n{_published_words()}"

    def _add(self, options: dict[str, Any]) -> str:
        if Curriculum.objects.filter(slug=options["slug"]).exists():
            raise CommandError(
                f"argument SLUG: “{options['slug']}” is there already and stays as it is. Choose "
                "another short name. All of them: manage.py curriculum list"
            )
        curriculum = create(
            slug=options["slug"],
            title=options["title"],
            required=[_course("--course", slug) for slug in options["courses"]],
            optional=[_course("--optional", slug) for slug in options["optional"]],
            description=options["description"],
            validity_months=options["valid_months"],
            by=None,
            at=now(),
        )
        return "\n".join(
            [f"Made: {curriculum.title}, {_validity(curriculum)}.", *_next(curriculum)]
        )


def _course(argument: str, slug: str) -> Course:
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        guess = near(slug, _published())
        raise CommandError(
            f"argument {argument}: No course is called “{slug}”.{guess} {_published_words()}"
        )
    if course.effective_version_id is None:
        raise CommandError(
            f"argument {argument}: “{slug}” is not published yet. Publish it: "
            f"manage.py course publish PATH. {_published_words()}"
        )
    return course


def _published() -> list[str]:
    found = Course.objects.filter(effective_version__isnull=False).order_by("slug")
    return list(found.values_list("slug", flat=True))


def _published_words() -> str:
    found = _published()
    return f"Published: {', '.join(found)}." if found else NO_COURSE


def _validity(curriculum: Curriculum) -> str:
    months = curriculum.validity_months
    if months is None:
        return "valid for good"
    return "valid for 1 month" if months == 1 else f"valid for {months} months"


def _next(curriculum: Curriculum) -> list[str]:
    """Return what HR sees from now on and where, and who HR is."""
    page = f"{settings.SITE_URL}{reverse('curricula:assign', args=[curriculum.slug])}"
    told = [
        f"HR finds it under Assign, and chooses there for whom and until when: {page}",
        "Before anything is sent, the page shows exactly who gets it and when.",
    ]
    people = assigners(on=now().date())
    if people:
        return [*told, f"Who may assign it: {'; '.join(people)}."]
    return [*told, "Nobody may assign yet. Let somebody: manage.py person grant EMAIL hr"]
