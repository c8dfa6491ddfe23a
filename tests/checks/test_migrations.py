"""Migrations that would break the running release, or stand still on a large table, are seen."""

from __future__ import annotations

import pytest
from django.db import connection
from django_migration_linter import MigrationLinter

from tests.test_consistency import OURS

# These ship with the first release, so no older code runs on the tables that they change.
FIRST_RELEASE = ["0001_initial", "0003_one_running_and_totals", "0013_own_year_and_numbers"]

pytestmark = [pytest.mark.check, pytest.mark.django_db]


def test_no_migration_is_backward_incompatible(capsys):
    linter = MigrationLinter(
        database=connection.alias,
        include_apps=sorted(OURS),
        no_cache=True,
        ignore_name=FIRST_RELEASE,
        quiet=["warning", "ok", "ignore"],
    )
    linter.lint_all_migrations()
    assert linter.nb_valid > 5
    assert not linter.has_errors, capsys.readouterr().out
