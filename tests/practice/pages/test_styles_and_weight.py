"""The styles and scripts of a scene: known tokens, both directions, and light enough."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django_htmx import __file__ as htmx

from tests.lms.test_components import CSS
from tests.practice.pages.conftest import at, begun, to_the_options

OURS = Path(__file__).resolve().parents[3] / "practice" / "static" / "practice"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
    r"|(?<![\w-])(?:left|right|top|bottom|width|height|max-width|min-width)\s*:"
    r"|text-align:\s*(?:left|right)"
)


def test_stylesheets_use_known_tokens_only():
    defined = set(re.findall(r"(--[\w-]+):", (CSS / "tokens.css").read_text()))
    used = {
        name
        for path in OURS.glob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", path.read_text())
    }
    assert used - defined == set()


def test_stylesheets_work_in_both_directions():
    text = "".join(path.read_text() for path in OURS.glob("*.css"))
    assert PHYSICAL.findall(re.sub(r"@media[^{]*\{", "", text)) == []


def test_every_rule_of_a_scene_hangs_on_a_name_of_its_own():
    text = re.sub(r"/\*.*?\*/|@[^{]*\{", "", (OURS / "roleplay.css").read_text(), flags=re.DOTALL)
    selectors = [one.strip() for one in re.findall(r"([^{}]+)\{[^{}]*\}", text)]
    assert [one for one in selectors if "roleplay" not in one] == []


def test_a_scene_stays_in_the_page_budget(client, enrollment):
    run = begun(client, enrollment)
    to_the_options(client, run)
    parts = [path.read_bytes() for path in CSS.glob("*.css")]
    parts += [(OURS / name).read_bytes() for name in ("roleplay.css", "js/stage.js", "js/pace.js")]
    parts += [path.read_bytes() for path in (CSS.parent / "js").glob("*.js")]
    parts.append((Path(htmx).parent / "static/django_htmx/htmx-2.min.js").read_bytes())
    parts.append(client.get(at("stage", run)).content)
    assert sum(len(gzip.compress(part)) for part in parts) <= 60_000
