"""Commands find the database and the broker that the environment or the data folder names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lms import console
from lms.embedded import services
from lms.embedded.layout import BOTH, POSTGRES, VALKEY, Layout, missing_services


@pytest.fixture
def started(monkeypatch):
    """Record which services a command would start, and run nothing."""
    seen = {"wanted": None, "argv": None}

    class Recorder:
        def __init__(self, data, wanted):
            seen["wanted"] = wanted

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(services, "at_hand", Recorder)
    monkeypatch.setattr(
        "django.core.management.execute_from_command_line", lambda argv: seen.update(argv=argv)
    )
    return seen


@pytest.fixture
def no_addresses(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "BROKER_URL", "DATABASE_OWNER_URL", "SITE_URL", console.EMBEDDED):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))


def test_named_services_are_used_and_none_is_started(started):
    assert missing_services() == frozenset()
    console.run(["manage.py", "shell"])
    assert started == {"wanted": None, "argv": ["manage.py", "shell"]}


def test_without_addresses_both_are_started(started, no_addresses, monkeypatch, tmp_path):
    console.run(["manage.py", "shell"])
    assert started["wanted"] == BOTH
    assert console.os.environ["DATABASE_URL"].startswith("postgres://attune_web@%2F")
    assert console.os.environ["DATABASE_OWNER_URL"].startswith("postgres://attune_owner@%2F")


def test_a_database_of_ones_own_is_never_replaced(started, no_addresses, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@example/mine")
    console.run(["manage.py", "shell"])
    assert started["wanted"] == {VALKEY}
    assert console.os.environ["DATABASE_URL"] == "postgres://me@example/mine"
    assert "DATABASE_OWNER_URL" not in console.os.environ


@pytest.mark.parametrize("command", ["check", "help", "demo"])
def test_commands_that_need_none_start_none(started, no_addresses, command):
    console.run(["manage.py", command])
    assert started["wanted"] is None


def test_the_data_folder_and_the_port_are_known_before_django_starts(
    started, no_addresses, tmp_path
):
    console.run(["manage.py", "demo", "--port=8123", "--data", str(tmp_path / "elsewhere")])
    assert console.os.environ["DATA_DIR"] == str(tmp_path / "elsewhere")
    assert console.os.environ["SITE_URL"] == "http://127.0.0.1:8123"


def test_the_story_and_the_figures_have_folders_of_their_own(started, no_addresses, tmp_path):
    console.run(["manage.py", "demo", "--once"])
    assert console.os.environ["DATA_DIR"] == str(tmp_path / "story")


def test_the_layout_names_only_what_is_wanted(tmp_path):
    layout = Layout.at(tmp_path)
    assert "BROKER_URL" not in layout.environment(frozenset({POSTGRES}))
    assert "DATABASE_URL" not in layout.environment(frozenset({VALKEY}))


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("DATABASE_URL", "nonsense", 'Environment variable "DATABASE_URL" invalid'),
        ("SECRET_KEY", "", "Set SECRET_KEY to a long random text"),
        ("PRIVATE_TEXT_KEYS", "", "Set PRIVATE_TEXT_KEYS"),
    ],
)
def test_a_wrong_setting_is_one_sentence(variable, value, words):
    fine = {"SECRET_KEY": "x" * 60, "PRIVATE_TEXT_KEYS": "x" * 44}
    env = {**os.environ, "ENVIRONMENT": "production", **fine, variable: value}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=Path(console.__file__).parents[1], env=env, capture_output=True, text=True,
        timeout=240,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
