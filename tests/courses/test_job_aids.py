"""Job aids: a page of Markdown in a package becomes a page for the desk."""

from __future__ import annotations

import pytest

from courses.models import JobAid
from courses.selectors import outline
from tests.courses.tiny_package import AID, AID_PATH, MODULE_PATH, problems_of, with_job_aid, write


def test_a_job_aid_is_published_with_its_version(publish):
    version = publish(with_job_aid()).version
    aid = JobAid.objects.get(version=version)
    assert (aid.key, aid.title, aid.summary) == ("m1-card", "A card", "What to say first.")
    assert "<strong>one</strong>" in aid.html
    assert "<table>" in aid.html
    assert 'class="line agent"' in aid.html
    assert [found.key for found in outline(version.id).modules[0].job_aids] == ["m1-card"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (AID.replace("title: A card\n", ""), 2, "title"),
        ("Say one thing.\n", 1, "does not begin with its fields"),
        (AID + "\n::: hook\nx\n:::\n", 18, "no container “hook” here"),
        (AID + "\nIt is so [F1.1].\n", 6, "has no foot to stand in here"),
        (AID + "\n<b>x</b>\n", 18, "Raw HTML"),
        (AID + "\n![](assets/line.svg)\n", 18, "no alternative text"),
        (AID + "word " * 1300, 6, "one page"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, line, reason):
    found = problems_of(write(tmp_path / "package", with_job_aid(text)))
    assert any(p.line == line and reason in p.reason for p in found), [str(p) for p in found]


def test_a_job_aid_that_is_named_and_absent(tmp_path):
    files = {MODULE_PATH: with_job_aid()[MODULE_PATH]}
    (problem,) = problems_of(write(tmp_path / "package", files))
    assert "“modules/m1-first/aids/card.md” is missing" in problem.reason


def test_a_job_aid_that_nothing_names(tmp_path):
    (problem,) = problems_of(write(tmp_path / "package", {AID_PATH: AID}))
    assert problem.file == AID_PATH
    assert "Nothing in the course refers" in problem.reason


@pytest.mark.parametrize("name", ["aids/../l1.md", "l1.md", "aids/card.yaml", "/etc/passwd"])
def test_a_name_that_leads_elsewhere(tmp_path, name):
    found = problems_of(write(tmp_path / "package", with_job_aid(name=name)))
    assert any("does not fit" in problem.reason for problem in found), [str(p) for p in found]


def test_two_job_aids_with_one_key(tmp_path):
    files = with_job_aid()
    files["modules/m1-first/aids/other.md"] = AID
    files[MODULE_PATH] = files[MODULE_PATH].replace(
        "  - aids/card.md\n", "  - aids/card.md\n  - aids/other.md\n"
    )
    (problem,) = problems_of(write(tmp_path / "package", files))
    assert "“m1-card” is also used" in problem.reason
