"""No name that a package may use can lead out of a folder."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.package.files.paths import fault_of_path, media_type

DANGEROUS = [
    "..",
    ".",
    "",
    "~",
    "C:",
    "con",
    "nul.md",
    "a\\b",
    "a\0",
    "%2e%2e",
    "‥",
    "．．",
    "/etc",
]
SEGMENTS = st.one_of(
    st.text(max_size=12), st.sampled_from(DANGEROUS), st.from_regex(r"[a-z0-9._-]{1,8}")
)
PATHS = st.builds(
    lambda parts, lead, end: lead + "/".join(parts) + end,
    st.lists(SEGMENTS, min_size=1, max_size=8),
    st.sampled_from(["", "/", "//", "../", "./", "\\\\"]),
    st.sampled_from(["", ".md", ".yaml", ".svg", ".png", "/", ".md\n"]),
)


@given(PATHS)
@settings(max_examples=500, deadline=None)
def test_an_accepted_path_stays_inside(path):
    if fault_of_path(path):
        return
    root = Path("/packages/one")
    assert os.path.normpath(root / path) == f"{root}/{path}"
    windows = PureWindowsPath(path)
    assert (windows.is_absolute(), windows.drive, ".." in windows.parts) == (False, "", False)
    assert path == path.lower().strip()
    assert path.isascii()
    assert path.isprintable()
    assert media_type(path)


@pytest.mark.parametrize(
    "path",
    ["/course.yaml", "../course.yaml", "a/../b.md", "a//b.md", "a/./b.md", "a\\b.md", "C:/a.md",
     "a/.hidden.md", "a/b.md/", "a\0.md", "b.md\n", "a b.md", "é.md", "A.md", "x.html", "x.js",
     "x.svgz", "x", "", "con.md", "a/nul/b.md", "lpt1.svg", "a.", "m" * 201 + ".md"],
)  # fmt: skip
def test_a_dangerous_path_is_refused(path):
    assert fault_of_path(path)


@pytest.mark.parametrize(
    "path",
    ["course.yaml", "modules/m1-x/l1-1.md", "assets/a_b.c.svg", "assets/deep/er/x.png",
     "in/six/folders/and/no/more/x.png"],
)  # fmt: skip
def test_an_ordinary_path_is_accepted(path):
    assert fault_of_path(path) == ""
