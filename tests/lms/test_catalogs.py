"""The interface is whole in every language: collected, translated, compiled, placeholders kept."""

from __future__ import annotations

import datetime as dt
import gettext
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import formats, translation

from lms.management.commands.messages import collect, compile_catalog, untranslated

FOLDER = Path(settings.LOCALE_PATHS[0])
LANGUAGES = sorted(code for code, _ in settings.LANGUAGES if code != "en")
PLURALS = {"de": 2, "ar": 6}
# A form for one number only may leave the number out: “دقيقة واحدة”.
ONE_NUMBER = {"de": set(), "ar": {0, 1, 2}}
_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d)\])?) "(.*)"\Z')
_NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%(s)|<(/?\w+)")

pytestmark = [pytest.mark.check, pytest.mark.xdist_group("catalogs")]  # collected once


@dataclass
class Message:
    """One text of a catalog."""

    context: str = ""
    text: str = ""
    plural: str = ""
    forms: list[str] = field(default_factory=list)
    flags: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.context, self.text, self.plural


def messages(catalog: Path) -> list[Message]:
    found = []
    for block in catalog.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        parts = [match.groups() for line in lines if (match := _LINE.match(line))]
        given = {name: text for name, _, text in parts}
        if given.get("msgid"):
            message = Message(
                context=given.get("msgctxt", ""),
                text=given["msgid"],
                plural=given.get("msgid_plural", ""),
                forms=[text for name, _, text in parts if name.startswith("msgstr")],
                flags="".join(line for line in lines if line.startswith("#,")),
            )
            found.append(message)
    return found


def catalog(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def names_in(text: str) -> list[str]:
    return sorted("".join(found) for found in _NAMED.findall(text))


def faults(message: Message, language: str) -> list[str]:
    """Return what is wrong with one translation."""
    wanted = PLURALS[language] if message.plural else 1
    if len(message.forms) != wanted or not all(message.forms):
        return [f"{message.text}: {len(message.forms)} of {wanted} forms"]
    told = []
    if "fuzzy" in message.flags:
        told.append(f"{message.text}: doubtful")
    source = names_in(message.plural or message.text)
    for place, form in enumerate(message.forms):
        given = names_in(form)
        is_short = message.plural and place in ONE_NUMBER[language]
        is_as_one = message.plural and place == 0 and given == names_in(message.text)
        if given != source and not is_as_one and not (is_short and set(given) < set(source)):
            told.append(f"{message.text}: {given} instead of {source}")
    return told


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    """The catalogs as they would be if everything were collected now."""
    folder = tmp_path_factory.mktemp("locale")
    with override_settings(LOCALE_PATHS=[str(folder)]):
        collect(folder, LANGUAGES)
    return folder


def test_two_may_collect_in_one_tree_at_once(tmp_path):
    """Each writes drafts beside the templates; without the lock they remove each other's."""
    script = (
        "import sys, django; django.setup()\n"
        "from pathlib import Path\n"
        "from django.test import override_settings\n"
        "from lms.management.commands.messages import collect\n"
        "with override_settings(LOCALE_PATHS=[sys.argv[1]]):\n"
        "    collect(Path(sys.argv[1]), ['de'])\n"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings"}
    both = [
        subprocess.Popen([sys.executable, "-c", script, tmp_path / name], cwd=settings.BASE_DIR,
                         env=env, stderr=subprocess.PIPE)
        for name in ("one", "other")
    ]  # fmt: skip
    told = [one.communicate(timeout=240)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], told


def test_the_languages_are_these():
    assert LANGUAGES == ["ar", "de"]
    assert set(PLURALS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_collected_and_none_is_left_over(collected, language):
    """Run `manage.py messages` after a change of texts."""
    now = {message.key for message in messages(collected / language / "LC_MESSAGES" / "django.po")}
    kept = {message.key for message in messages(catalog(language))}
    assert now - kept == set()
    assert kept - now == set()
    assert len(kept) > 700


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_placeholders_and_plural_forms(language):
    assert untranslated(catalog(language)) == []
    found = [faults(message, language) for message in messages(catalog(language))]
    assert [fault for of_one in found for fault in of_one] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalog_is_of_these_words(language, tmp_path):
    compiled = tmp_path / "django.mo"
    compile_catalog(catalog(language), compiled)
    assert compiled.read_bytes() == catalog(language).with_suffix(".mo").read_bytes()


BROKEN = [
    (Message(text="Due %(day)s", forms=["Fällig"]), "instead of"),
    (Message(text="Due %(day)s", forms=["Fällig %(tag)s"]), "instead of"),
    (Message(text="Due", forms=[""]), "0 of 1"),
    (Message(text="Due", forms=["Fällig"], flags="#, fuzzy"), "doubtful"),
    (Message(text="%(n)s day", plural="%(n)s days", forms=["%(n)s Tag"]), "1 of 2"),
    (Message(text="%(n)s day", plural="%(n)s days", forms=["%(n)s Tag", "Tage"]), "instead of"),
    (Message(text="<strong>x</strong>", forms=["<b>x</b>"]), "instead of"),
]


@pytest.mark.parametrize(("message", "fault"), BROKEN)
def test_a_broken_translation_is_seen(message, fault):
    """Negative control."""
    found = faults(message, "de")
    assert found
    assert fault in found[0] or "forms" in found[0]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "أقل من دقيقة"), (1, "دقيقة واحدة"), (2, "دقيقتان"), (3, "3 دقائق"),
        (11, "11 دقيقة"), (100, "100 دقيقة"), (103, "103 دقائق"),
    ],
)  # fmt: skip
def test_arabic_counts_in_six_ways(count, words):
    with translation.override("ar"):
        said = translation.ngettext("%(minutes)s minute", "%(minutes)s minutes", count)
        assert said % {"minutes": count} == words


@pytest.mark.parametrize(("count", "words"), [(0, "0 Minuten"), (1, "1 Minute"), (2, "2 Minuten")])
def test_german_counts_in_two(count, words):
    with translation.override("de"):
        said = translation.ngettext("%(minutes)s minute", "%(minutes)s minutes", count)
        assert said % {"minutes": count} == words


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "26 November 2026"), ("de", "26. November 2026"), ("ar", "26 نوفمبر 2026")],
)
def test_a_day_reads_as_people_write_it(language, day):
    at = dt.date(2026, 11, 26)
    with translation.override(language):
        assert formats.date_format(at) == day


def test_scripts_bring_no_words_of_their_own():
    """What a script says stands in the page, where it is translated: only in data attributes."""
    said = []
    for script in FOLDER.parents[1].glob("*/static/**/*.js"):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", script.read_text(), flags=re.DOTALL)
        quoted = map("".join, re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", text))
        said += [words for words in quoted if re.match(r"[A-Z][a-z]+,? [a-z]", words)]
    assert said == []


def test_the_compiled_catalogs_need_no_tools():
    for language in LANGUAGES:
        with catalog(language).with_suffix(".mo").open("rb") as compiled:
            assert gettext.GNUTranslations(compiled).gettext("Today") != "Today"
