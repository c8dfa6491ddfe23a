"""`manage.py messages`: collect the interface's texts into the catalogs and compile them.

One command for whoever adds a text. It needs the GNU gettext tools; running the product needs none,
as the compiled catalogs are kept in the repository.
"""

from __future__ import annotations

import fcntl
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.core.management.commands import makemessages

LEFT_OUT = [".venv", "var", "tests", "docs", "lms/locale", "lms/bench", "lms/testing"]
_HEADER = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid-Bugs-To)')


class Collect(makemessages.Command):
    """Django's own command that never guesses: a new text is untranslated, not nearly right."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


class Command(BaseCommand):
    """Bring the catalogs up to date."""

    help = "Collect the interface's texts into the catalogs of all languages and compile them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect, tell what is left to translate, compile; exit 1 while something is left."""
        folder = Path(settings.LOCALE_PATHS[0])
        languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        collect(folder, languages)
        left = 0
        for language in languages:
            catalog = folder / language / "LC_MESSAGES" / "django.po"
            compile_catalog(catalog, catalog.with_suffix(".mo"))
            missing = untranslated(catalog)
            left += len(missing)
            for text in missing:
                self.stdout.write(f"{language}: {text}")
        if left:
            self.stderr.write(f"{left} texts have no translation yet. Write them and run it again.")
            sys.exit(1)
        self.stdout.write(f"The catalogs are complete: {', '.join(languages)}.")


def collect(folder: Path, languages: list[str]) -> None:
    """Write every text of the interface into the catalogs below a folder; what is there stays.

    Drafts are written beside the templates, so one collects at a time in a tree.
    """
    for language in languages:
        (folder / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    with (Path(settings.BASE_DIR) / "manage.py").open() as tree:
        fcntl.flock(tree, fcntl.LOCK_EX)
        call_command(
            Collect(),
            locale=languages,
            ignore_patterns=LEFT_OUT,
            no_location=True,
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
        )
    for language in languages:
        _steady(folder / language / "LC_MESSAGES" / "django.po")


def _steady(catalog: Path) -> None:
    """Leave out what changes with every run, so that a difference is a difference in words."""
    lines = catalog.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not _HEADER.match(line)]
    catalog.write_text("\n".join(kept), encoding="utf-8")


def compile_catalog(catalog: Path, target: Path) -> None:
    """Compile one catalog; placeholders that differ stop it with their line."""
    command = ["msgfmt", "--check-format", "-o", str(target), str(catalog)]
    subprocess.run(command, check=True)  # noqa: S603 - our own paths


def untranslated(catalog: Path) -> list[str]:
    """Return the texts that have no translation, or a doubtful one."""
    command = ["msgattrib", "--no-wrap", "--untranslated", str(catalog)]
    found = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    fuzzy = subprocess.run(  # noqa: S603
        ["msgattrib", "--no-wrap", "--only-fuzzy", str(catalog)],  # noqa: S607
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    listed = re.findall(r'^msgid "(.+)"$', found.stdout + fuzzy.stdout, re.MULTILINE)
    return [text for text in listed if text]
