"""`manage.py demo`: everything set up, one story told, and the product served."""

import logging
import os
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from lms.console import EMBEDDED
from lms.embedded.lock import AlreadyRunning, FolderLock
from lms.embedded.problem import ServiceProblem
from lms.embedded.services import started, take_lock
from lms.management.commands.migrate import Command as Migrate
from lms.supervision import disk, ports
from lms.supervision.programs import background_programs, web_program
from lms.supervision.progress import Progress
from lms.supervision.supervisor import Supervisor, interruptible, undisturbed

INTERRUPTED = 130


class Command(BaseCommand):
    """Set up a demo company and serve it, or tell its story once."""

    help = "Set up a demo company with a year of history and serve it on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the options."""
        parser.add_argument("--once", action="store_true", help="Tell the story once and end.")
        parser.add_argument("--port", type=int, default=8000, help="Where to serve (8000).")
        parser.add_argument("--data", type=Path, help="Folder of all data (var/, var/story).")
        parser.add_argument("--no-input", action="store_true", help="Accepted; nothing is asked.")

    def handle(self, **options: Any) -> None:
        """Run the demo until Ctrl-C, or once."""
        logging.disable(logging.WARNING)  # of this process; those that serve have their logs
        stack = ExitStack()
        with interruptible() as self.interruption:
            try:
                self.run(stack, Path(settings.DATA_DIR), options)
            except AlreadyRunning as other:
                self.tell_about(other)
            except KeyboardInterrupt:
                self.stdout.write("\nStopping")
            except (DatabaseError, OSError) as error:
                disk.explain(error, Path(settings.DATA_DIR))
                raise
            finally:
                with undisturbed():
                    stack.close()
        if self.interruption.is_wanted:
            self.stdout.write("Nothing is left running. The data stay for the next start.")
            sys.exit(INTERRUPTED if options["once"] else 0)

    def refuse_production(self) -> None:
        """Keep invented people out of a real installation."""
        if settings.IS_PRODUCTION:
            raise ServiceProblem(
                "This is a production installation; the demo fills it with invented people.",
                "Unset ENVIRONMENT, DATABASE_URL and BROKER_URL to see the demo.",
            )

    def is_over(self) -> bool:
        """Return never, but end when that is wished for."""
        self.interruption.check()
        return False

    def tell_about(self, other: AlreadyRunning) -> None:
        """Say where the demo runs already, or who holds its folder."""
        if not other.url:
            raise ServiceProblem(
                f"Process {other.pid} works in this data folder.",
                "Wait until it ends, or name another folder with --data.",
            )
        self.stdout.write(f"The demo is running already at {other.url} (process {other.pid}).")

    def run(self, stack: ExitStack, data: Path, options: dict[str, Any]) -> None:
        """Start everything in order, then tell the story or serve."""
        lock = take_lock(data)
        stack.callback(lock.release)
        self.refuse_production()
        disk.require_space(data)
        if not options["once"]:
            ports.require_free(options["port"])
        steps = 5 if options["once"] else 4
        progress = Progress(sys.stdout, steps=steps, check=self.interruption.check)
        self.prepare(stack, data, progress, is_story=options["once"])
        supervisor = self.start_programs(stack, data, options, progress)
        if options["once"]:
            self.tell_story(progress)
        else:
            progress.finish()
            self.welcome(lock)
            supervisor.watch(until=self.is_over)

    def prepare(self, stack: ExitStack, data: Path, progress: Progress, *, is_story: bool) -> None:
        """Bring up the services and fill the database."""
        from lms.demo import seed

        progress.step("Starting PostgreSQL and Valkey")
        wanted = frozenset(filter(None, os.environ.get(EMBEDDED, "").split(",")))
        stack.enter_context(started(data, wanted))
        progress.step("Preparing the database")
        call_command(Migrate(progress=progress.count), verbosity=0, interactive=False)
        progress.step("Filling the demo company")
        # The story assigns Dana's department its course itself.
        seed.run(progress=progress.note, with_bookings=not is_story)

    def start_programs(
        self, stack: ExitStack, data: Path, options: dict[str, Any], progress: Progress
    ) -> Supervisor:
        """Start the workers and, to be visited, the web server."""
        programs = background_programs()
        progress.step("Starting the workers")
        if not options["once"]:
            programs.append(web_program(options["port"]))
        logs = data / "log"
        logs.mkdir(parents=True, exist_ok=True)
        supervisor = Supervisor(programs, logs, self.stdout.write)
        stack.callback(supervisor.stop)
        supervisor.start()
        if not options["once"]:
            supervisor.watch(until=lambda: not ports.is_free(options["port"]))
        return supervisor

    def tell_story(self, progress: Progress) -> None:
        """Run the story and say where its papers are."""
        from lms.demo import story
        from lms.demo.person_at_a_page import StoryStuck

        progress.step("Telling the story")
        try:
            papers = story.run(progress=progress.chapter)
        except StoryStuck as stuck:
            logs = Path(settings.DATA_DIR) / "log"
            raise ServiceProblem(f"The story stopped: {stuck}", f"Logs are in {logs}.") from stuck
        progress.finish()
        for line in papers:
            self.stdout.write(line)

    def welcome(self, lock: FolderLock) -> None:
        """Say where to go, with a link for each of the cast."""
        from lms.demo.cast import CAST

        lock.note(url=settings.SITE_URL)
        self.stdout.write(f"\nAttune runs at {settings.SITE_URL} - look around as\n")
        for member in CAST:
            url = f"{settings.SITE_URL}/demo/{member.key}/"
            self.stdout.write(f"  {member.name:<22} {member.role!s:<24} {url}")
        self.stdout.write("\nCtrl-C stops everything.")
