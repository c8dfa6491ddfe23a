"""The reference pages say what the code says."""

from __future__ import annotations

import pytest

from lms import reference
from tests.test_architecture import ROOT


@pytest.mark.parametrize("name", ["settings.md", "permissions.md", "events.md"])
def test_the_page_is_in_step(name):
    written = (ROOT / "docs" / "reference" / name).read_text()
    assert written == reference.pages()[name], "run: python3 manage.py write_reference"
