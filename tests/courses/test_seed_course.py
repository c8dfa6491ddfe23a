"""The course that ships with the product is a package without problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import lesson_kinds, selectors
from courses.package.read import read_package
from courses.services.export import export_package
from courses.services.publish import publish_package
from tests.courses.conftest import AT
from tests.courses.test_export import tree
from tests.courses.test_prose import dangers

PACKAGES = sorted((Path(__file__).resolve().parents[2] / "courses/packages").iterdir())


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_it_has_no_problem(path):
    package = read_package(path, kinds=lesson_kinds.readers(), asset_base="/courses/assets/v")
    assert package.slug == path.name
    assert [dangers(lesson.html) for lesson in package.lessons() if dangers(lesson.html)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_it_goes_in_and_comes_out_the_same(path, tmp_path):
    version = publish_package(path=path, by=None, at=AT).version
    assert len(selectors.outline(version.id).lessons) == version.lessons.count() > 0
    export_package(slug=path.name, path=tmp_path / "out")
    assert tree(tmp_path / "out") == tree(path)
    assert not publish_package(path=tmp_path / "out", by=None, at=AT).is_new
