"""Run a command inside the environment, with the database and the broker at hand."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

from lms.embedded.layout import Layout, missing_services
from lms.embedded.problem import ServiceProblem

ROOT = Path(__file__).resolve().parent.parent
EMBEDDED = "ATTUNE_EMBEDDED"  # the services that this process is to start itself
# These start what they need themselves, or need neither database nor broker.
NO_SERVICES = {
    "check", "collectstatic", "compilemessages", "demo", "help", "makemessages", "spectacular",
    "--help", "-h", "--version", "version",
}  # fmt: skip


def run(argv: list[str]) -> int:
    """Run one command of manage.py."""
    command = argv[1] if len(argv) > 1 else "help"
    if command == "test":
        return run_tests(argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    try:
        return run_django(argv, command)
    except (ServiceProblem, ImproperlyConfigured, EnvError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def run_tests(arguments: list[str]) -> int:
    """Run pytest, which starts its services before Django reads the settings."""
    from lms.testing.command import pytest_arguments

    command = [sys.executable, "-m", "pytest", *pytest_arguments(arguments)]
    os.chdir(ROOT)
    os.execv(sys.executable, command)  # noqa: S606 - this very Python


def run_django(argv: list[str], command: str) -> int:
    """Run a Django command, with embedded services where the environment names no others."""
    from django.core.management import execute_from_command_line

    from lms.embedded.services import at_hand

    wanted = missing_services()
    named = option(argv, "--data") if command == "demo" else None
    layout = Layout.at(named or os.environ.get("DATA_DIR") or ROOT / "var")
    if command == "bench":
        layout = Layout.at(layout.data / "bench")  # figures never touch what people made
    if command == "demo" and "--once" in argv and not named:
        layout = Layout.at(layout.data / "story")  # and the story begins at its beginning
    os.environ.update(layout.environment(wanted))
    os.environ[EMBEDDED] = ",".join(sorted(wanted))
    if wanted:
        os.environ.setdefault("ENVIRONMENT", "demo")
    if command == "demo":
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{option(argv, '--port') or 8000}")
    own_start = not wanted or command in NO_SERVICES
    with nullcontext() if own_start else at_hand(layout.data, wanted):
        execute_from_command_line(argv)
    return 0


def option(argv: list[str], name: str) -> str | None:
    """Return the value of an option that must be known before Django starts."""
    for position, argument in enumerate(argv):
        if argument == name and position + 1 < len(argv):
            return argv[position + 1]
        if argument.startswith(f"{name}="):
            return argument.removeprefix(f"{name}=")
    return None
