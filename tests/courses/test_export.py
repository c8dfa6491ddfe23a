"""What was published can be written back, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import Conflict, InvalidInput
from courses.services.export import export_package
from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.tiny_package import COURSE

pytestmark = pytest.mark.django_db


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_round_trip_gives_the_same_package(version, package, tmp_path):
    exported = export_package(slug="tiny", path=tmp_path / "out")
    assert exported == version
    assert tree(tmp_path / "out") == tree(package)
    assert not publish_package(path=tmp_path / "out", by=None, at=AT).is_new


def test_an_earlier_version_can_be_exported(publish, tmp_path):
    publish()
    publish({"course.yaml": COURSE.replace("Tiny", "Small")})
    export_package(slug="tiny", path=tmp_path / "one", number=1)
    export_package(slug="tiny", path=tmp_path / "latest")
    assert "title: Tiny" in (tmp_path / "one/course.yaml").read_text()
    assert "title: Small" in (tmp_path / "latest/course.yaml").read_text()


def test_an_empty_folder_is_filled(version, tmp_path):
    (tmp_path / "out").mkdir()
    export_package(slug="tiny", path=tmp_path / "out")
    assert (tmp_path / "out/course.yaml").exists()


def test_a_folder_with_something_in_it_is_left_alone(version, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(Conflict, match="not empty"):
        export_package(slug="tiny", path=tmp_path / "out")
    assert list(tree(tmp_path / "out")) == ["mine.txt"]


@pytest.mark.parametrize(("slug", "number"), [("nope", None), ("tiny", 7), ("tiny", 0)])
def test_what_was_never_published_cannot_be_exported(version, tmp_path, slug, number):
    with pytest.raises(InvalidInput, match="no published course"):
        export_package(slug=slug, path=tmp_path / "out", number=number)
    assert not (tmp_path / "out").exists()


@pytest.mark.django_db(transaction=True)
def test_a_stored_path_that_leads_out_is_not_written(version, tmp_path, owner_connection):
    """Nobody can store such a path; were it there, nothing would be written."""
    cursor = owner_connection.cursor()
    cursor.execute("ALTER TABLE courses_packagefile DISABLE TRIGGER USER")
    cursor.execute(
        "UPDATE courses_packagefile SET path = '../../evil.md' WHERE path = 'facts.yaml'"
    )
    cursor.execute("ALTER TABLE courses_packagefile ENABLE TRIGGER USER")
    with pytest.raises(Conflict, match="cannot be written"):
        export_package(slug="tiny", path=tmp_path / "a/out")
    assert list((tmp_path / "a").iterdir()) == []
    assert not list(tmp_path.rglob("evil.md"))
