"""Run a command inside the environment, with the database and the broker at hand."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from lms.embedded.layout import Layout
from lms.embedded.problem import ServiceProblem

ROOT = Path(__file__).resolve().parent.parent
# These start what they need themselves, or need neither database nor broker.
NO_SERVICES = {
    "check", "collectstatic", "compilemessages", "demo", "djade", "help", "makemessages",
    "spectacular", "--help", "--version", "version",
}  # fmt: skip


def run(argv: list[str]) -> int:
    """Run one command of manage.py."""
    command = argv[1] if len(argv) > 1 else "help"
    if command == "test":
        return run_tests(argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    if command == "demo":
        os.environ.setdefault("ENVIRONMENT", "demo")
    try:
        return run_django(argv, command)
    except ServiceProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def run_tests(arguments: list[str]) -> int:
    """Run pytest, which starts its services before Django reads the settings."""
    from lms.testing.command import pytest_arguments

    command = [sys.executable, "-m", "pytest", *pytest_arguments(arguments)]
    os.chdir(ROOT)
    os.execv(sys.executable, command)  # noqa: S606


def run_django(argv: list[str], command: str) -> int:
    """Run a Django command, with embedded services where no others are named."""
    from django.core.management import execute_from_command_line

    context: AbstractContextManager[None] = nullcontext()
    if not {"DATABASE_URL", "BROKER_URL"} <= os.environ.keys():
        layout = Layout.at(data_folder(argv))
        os.environ.update(layout.environment())
        os.environ.setdefault("ENVIRONMENT", "demo")
        if command not in NO_SERVICES:
            from lms.embedded.services import at_hand

            context = at_hand(layout.data)
    with context:
        execute_from_command_line(argv)
    return 0


def data_folder(argv: list[str]) -> Path:
    """Return the folder named by --data, by DATA_DIR, or var/ beside the code."""
    for position, argument in enumerate(argv):
        if argument == "--data" and position + 1 < len(argv):
            return Path(argv[position + 1])
        if argument.startswith("--data="):
            return Path(argument.removeprefix("--data="))
    return Path(os.environ.get("DATA_DIR") or ROOT / "var")
