"""The parts of the design system: what the tags print, and what the stylesheets promise."""

import gzip
import math
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from lucide import IconDoesNotExist

from lms.templatetags.ui import STYLESHEETS

LMS = Path(settings.BASE_DIR) / "lms"
CSS = LMS / "static" / "lms" / "css"
TEXT_COLORS = ("ink", "quiet", "accent", "accent-strong", "warm", "good", "caution", "bad")
GROUNDS = ("paper", "surface", "sunken", "accent-soft", "warm-soft")
TONE_GROUNDS = ("good-soft", "caution-soft", "bad-soft")
BUTTONS = (("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-bad", "bad"))
THEMES = ("light", "dark")


def render(source: str, **context: object) -> str:
    return (
        engines["django"].from_string(source).render(context, RequestFactory().get("/?state=late"))
    )


def palette() -> dict[str, tuple[str, str]]:
    pair = r"--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\)"
    found = re.findall(pair, (CSS / "tokens.css").read_text())
    return {name: (light, dark) for name, light, dark in found}


def luminance(oklch: str) -> float:
    lightness, chroma, hue = (float(part.rstrip("%")) for part in oklch.split())
    a, b = (chroma * turn(math.radians(hue)) for turn in (math.cos, math.sin))
    lightness /= 100
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, part)) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_color_is_readable_on_every_ground(theme):
    colors, which = palette(), THEMES.index(theme)
    pairs = [(text, ground) for text in TEXT_COLORS for ground in GROUNDS + TONE_GROUNDS]
    weak = {
        f"{text} on {ground}": round(contrast(colors[text][which], colors[ground][which]), 2)
        for text, ground in [*pairs, *BUTTONS]
        if contrast(colors[text][which], colors[ground][which]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_fields_are_seen(theme):
    colors, which = palette(), THEMES.index(theme)
    grounds = {ground: contrast(colors["edge"][which], colors[ground][which]) for ground in GROUNDS}
    assert min(grounds.values()) >= 3


def test_the_contrast_check_sees_a_pale_color():
    assert contrast("80% .02 250", palette()["surface"][0]) < 4.5
    assert contrast("100% 0 0", "0% 0 0") == pytest.approx(21, abs=0.01)


def test_every_stylesheet_is_linked_once():
    assert sorted(STYLESHEETS) == sorted(path.stem for path in CSS.glob("*.css"))
    assert render("{% stylesheets %}").count('rel="stylesheet"') == len(STYLESHEETS)


def test_stylesheets_use_known_tokens_only():
    defined = set(re.findall(r"(--[\w-]+):", (CSS / "tokens.css").read_text()))
    used = {
        name
        for path in CSS.glob("*.css")
        for name in re.findall(r"var\((--[\w-]+)", path.read_text())
    }
    assert used - defined == set()


def test_stylesheets_work_in_both_directions():
    physical = re.compile(
        r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|top|bottom|width|height|max-width|min-width)\s*:|text-align:\s*(?:left|right)"
    )
    media = re.compile(r"@media[^{]*\{")
    found = {
        path.name: physical.findall(media.sub("", path.read_text())) for path in CSS.glob("*.css")
    }
    assert {name: words for name, words in found.items() if words} == {}
    assert physical.findall("margin-left: 1px; left: 0")


def test_nothing_is_fetched_from_elsewhere():
    files = [
        *CSS.glob("*.css"),
        *(LMS / "static").rglob("*.js"),
        *(LMS / "templates").rglob("*.html"),
    ]
    found = re.compile(r"@import|(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//")
    assert [path.name for path in files if found.search(path.read_text())] == []


def test_templates_carry_nothing_inline():
    found = re.compile(r"<[^>]*\s(?:style|on\w+)=|<style|<script(?![^>]*(?:src=|application/json))")
    templates = (LMS / "templates").rglob("*.html")
    assert [path.name for path in templates if found.search(path.read_text())] == []
    for fault in ('<p onclick="x">', "<script>", '<i style="">'):
        assert found.search(fault)


def test_css_js_and_htmx_stay_in_the_budget(client):
    from django_htmx import __file__ as htmx

    scripts = [
        *(LMS / "static").rglob("*.js"),
        Path(htmx).parent / "static/django_htmx/htmx-2.min.js",
    ]
    parts = [path.read_bytes() for path in [*CSS.glob("*.css"), *scripts]]
    parts.append(client.get("/gallery/").content)
    assert sum(len(gzip.compress(part)) for part in parts) <= 60_000


def test_an_icon_is_hidden_unless_it_says_something():
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    said = render('{% icon "lock" label %}', label='Opens "later"')
    assert 'role="img"' in said
    assert 'aria-label="Opens &quot;later&quot;"' in said
    assert "aria-hidden" not in said


def test_an_icon_that_points_turns_with_the_direction():
    assert "icon-turn" in render('{% icon "chevron-right" %}')
    assert "icon-turn" not in render('{% icon "check" %}')


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(IconDoesNotExist):
        render('{% icon "no-such-icon" %}')


@pytest.mark.parametrize(
    ("value", "shown"), [(62, 62), ("37.9", 37), (0, 0), (None, 0), (-5, 0), (140, 100)]
)
def test_a_bar_stays_between_nothing_and_all(value, shown):
    drawn = render("{% bar value %}", value=value)
    assert f'width="{shown}%"' in drawn
    assert f'aria-label="{shown} percent done"' in drawn


def test_a_ring_of_nothing_has_no_arc():
    assert "ring-fill" not in render("{% ring 0 %}")
    assert 'stroke-dasharray="157.1 314.16"' in render("{% ring 50 %}")


def test_states_are_icon_and_word():
    for drawn in (render('{% pill "bad" "Overdue" %}'), render('{% due "bad" "Overdue" %}')):
        assert "<svg" in drawn
        assert "Overdue" in drawn


def test_words_from_people_are_escaped():
    hostile = "<b>&"
    for source in ('{% pill "good" x %}', '{% due "" x x %}', "{% bar 1 x %}", "{% avatar x %}"):
        assert "<b>" not in render(source, x=hostile)


class InviteForm(forms.Form):
    email = forms.EmailField(help_text="Where it goes.")
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    told = forms.BooleanField(required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_label_help_and_error_and_keeps_what_was_typed():
    drawn = render("{% field form.email %}", form=InviteForm({"email": "dana@"}))
    assert '<label for="id_email">' in drawn
    assert 'aria-describedby="id_email_helptext id_email_error"' in drawn
    assert 'id="id_email_helptext"' in drawn
    assert 'id="id_email_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'value="dana@"' in drawn


def test_a_field_says_when_it_is_optional():
    assert "optional" in render("{% field form.note %}", form=InviteForm())
    assert "optional" not in render("{% field form.email %}", form=InviteForm())


def test_choices_stand_in_a_fieldset_and_a_checkbox_before_its_label():
    assert "<legend>Kind" in render("{% field form.kind %}", form=InviteForm())
    drawn = render("{% field form.told %}", form=InviteForm())
    assert drawn.index("<input") < drawn.index("<label")
    assert "<label" not in render("{% field form.token %}", form=InviteForm())


def test_the_summary_counts_and_links_what_is_missing():
    drawn = render("{% error_summary form %}", form=InviteForm({"email": "dana@"}))
    assert "2 things need another look" in drawn
    assert 'href="#id_email"' in drawn
    assert render("{% error_summary form %}", form=InviteForm()).strip() == ""


def test_pages_keep_the_rest_of_the_address():
    page = Paginator(range(240), 20).page(4)
    drawn = render("{% pagination page %}", page=page)
    assert 'href="?state=late&amp;page=5"' in drawn
    assert "61 to 80 of 240" in drawn


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_error_pages_need_no_context(name):
    page = engines["django"].get_template(f"{name}.html").render({})
    assert settings.SITE_NAME in page
    assert "<h1" in page
    assert 'href="/"' in page


def test_a_form_printed_whole_looks_the_same():
    form = InviteForm({"email": "dana@"})
    whole = render("{{ form }}", form=form)
    assert "2 things need another look" in whole
    assert render("{% field form.email %}", form=form).strip() in whole
    assert whole.count('name="token"') == 1
