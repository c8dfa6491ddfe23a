"""The scene that the how-to page tells authors to begin with passes the strict check."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.management import call_command

PAGE = settings.BASE_DIR / "docs" / "how-to" / "write-a-role-play.md"


def test_the_scene_of_the_page_passes_the_strict_check(tmp_path, capsys):
    (text,) = re.findall(r"```yaml\n(format: .*?)```", PAGE.read_text(), re.DOTALL)
    file = tmp_path / "scenarios" / "r1-1.yaml"
    file.parent.mkdir()
    file.write_text(text)
    call_command("scenario", "check", str(file), "--strict")
    assert "Nothing to mend." in capsys.readouterr().out
