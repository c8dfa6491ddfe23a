"""The course that the tutorial leads to is whole: whoever copies its blocks has nothing to mend."""

from __future__ import annotations

import re
from textwrap import dedent

from django.conf import settings
from django.core.management import call_command

PAGE = settings.BASE_DIR / "docs" / "tutorial" / "first-course.md"


def test_the_course_of_the_tutorial_has_nothing_to_mend(tmp_path, capsys):
    blocks = [
        dedent(found) for found in re.findall(r"```\w+\n(.*?)```", PAGE.read_text(), re.DOTALL)
    ]
    course, module, lesson = blocks
    package = tmp_path / "saying-hello"
    folder = package / "modules" / "m1-hello"
    folder.mkdir(parents=True)
    (package / "course.yaml").write_text(course)
    (package / "facts.yaml").write_text("facts: []\n")
    (folder / "module.yaml").write_text(module)
    (folder / "l1-1-greeting.md").write_text(lesson)
    call_command("course", "check", str(package))
    assert "Nothing to mend." in capsys.readouterr().out
