"""With production's environment the framework has no warning, and cookies stay on secure lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.checks.test_toolchain import ROOT

pytestmark = [pytest.mark.check, pytest.mark.slow]
SHOW = (
    "import json, django; django.setup(); from django.conf import settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in ('SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE',"
    "'SESSION_COOKIE_HTTPONLY', 'SESSION_COOKIE_SAMESITE', 'SECURE_SSL_REDIRECT', 'IS_DEMO',"
    "'DEBUG', 'ALLOWED_HOSTS', 'X_FRAME_OPTIONS')}))"
)


def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    wanted = {
        **os.environ, "ENVIRONMENT": "production", "DJANGO_SETTINGS_MODULE": "lms.settings",
        "SECRET_KEY": "kV7x2pQ9mZ4tW8nB3jL6yR1cF5hD0sGaUeIoTqXwPzMvNbKrJ-+*(=)",
        "PRIVATE_TEXT_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "ALLOWED_HOSTS": "learning.example", "SITE_URL": "https://learning.example", **changes,
    }  # fmt: skip
    env = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )


def test_the_deployment_check_finds_nothing():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_cookies_frames_and_hosts_are_closed():
    assert json.loads(run("-c", SHOW).stdout) == {
        "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax", "SECURE_SSL_REDIRECT": True, "IS_DEMO": False,
        "DEBUG": False, "ALLOWED_HOSTS": ["learning.example"], "X_FRAME_OPTIONS": "DENY",
    }  # fmt: skip


def test_without_a_secret_it_does_not_start():
    done = run("manage.py", "check", SECRET_KEY=None)
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


@pytest.mark.parametrize("nearly", ["prod", "Production", "staging", "production "])
def test_nearly_production_does_not_start_with_the_keys_of_a_demo(nearly):
    done = run("manage.py", "check", ENVIRONMENT=nearly, SECRET_KEY=None, PRIVATE_TEXT_KEYS=None)
    assert done.returncode != 0
    assert "ENVIRONMENT is production, demo, development or test." in done.stderr


def test_without_a_key_for_private_texts_it_does_not_start():
    done = run("manage.py", "check", PRIVATE_TEXT_KEYS=None)
    assert done.returncode != 0
    assert "manage.py private_text_key" in done.stderr


def test_control_an_open_line_is_seen():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", SECURE_SSL_REDIRECT="0")
    assert done.returncode != 0
    assert "SECURE_SSL_REDIRECT" in done.stderr


@pytest.mark.parametrize("days", ["0", "-1", "36501"])
def test_a_period_that_would_clear_everything_or_nothing_does_not_start(days):
    done = run("manage.py", "check", OUTBOX_KEPT_DAYS=days)
    assert done.returncode != 0
    assert "OUTBOX_KEPT_DAYS is a number of days from 1 to 36500." in done.stderr
