"""The document itself: its text, its fonts, its sandbox, its repeatability."""

import dataclasses
import datetime as dt
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import unicodedata

import pypdf
import pytest
import segno
from django.conf import settings
from fontTools.ttLib import TTFont

from certificates import wording
from certificates.rendering import fonts, pictures, press
from certificates.rendering.sheet import lay_out
from common.errors import EnvironmentFault
from tests.certificates.test_wording import facts

CODE = "7KQ4M2XD9FHT3WZBR8VE5NCA6P"
LONG_NAME = (
    "Maximiliane-Friederike Wolfeschlegelsteinhausenbergerdorff de la Torre y Vasconcelos Filho"
)
NAMES = {
    "Dana Whitfield-Šimić": "Noto-Serif",
    "Zoë Žižek": "Noto-Serif",
    "Ελένη Παπαδοπούλου": "Noto-Serif",
    "Юлия Ёлкина": "Noto-Serif",
    "王小明": "Noto-Sans-CJK-JP",
    "محمد عبد الله": "Noto-Sans-Arabic",
    "अनुष्का शर्मा": "Noto-Sans-Devanagari",
    "สมชาย ใจดี": "Noto-Sans-Thai",
    LONG_NAME: "Noto-Serif",
}


def sheet_of(**changed):
    return lay_out(
        payload=wording.freeze(facts(**changed)), code=CODE, site_url="https://learn.example"
    )


def printed(**changed) -> bytes:
    return press.print_certificate(sheet_of(**changed), identifier=b"i" * 16)


def fonts_of(content: bytes) -> set[str]:
    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    found = page["/Resources"]["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in found}


def text_of(content: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


def letters(text: str) -> list[str]:
    """Return the letters in one agreed form and order, whichever way the line runs."""
    return sorted(unicodedata.normalize("NFKC", "".join(text.split())))


@pytest.mark.parametrize(("name", "font"), NAMES.items())
def test_names_come_out_in_their_script_and_font(name, font):
    content = printed(holder_name=name)
    assert font in fonts_of(content)
    text = text_of(content)
    below = text[text.index("This certifies that") + len("This certifies that") :]
    line = below[: below.index("completed")]
    if font == "Noto-Sans-Devanagari":  # one glyph stands for several letters in another order
        assert set(letters(line)) == set(letters(name))
    else:
        assert letters(line) == letters(name)
    assert spelled_name(content) == name


def spelled_name(content: bytes) -> str:
    """Return the name as the document spells it for those who read it aloud."""
    root = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]
    (heading,) = (node for node in _nodes(root) if node.get("/S") == "/H1")
    return str(heading["/ActualText"])


def test_only_shipped_fonts_are_used_and_all_are_embedded():
    content = printed(holder_name="王 محمد Šimić สม अनु")
    assert all(name.startswith("Noto-") for name in fonts_of(content))
    for found in pypdf.PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values():
        descriptor = found.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_the_text_holds_every_frozen_fact():
    content = printed(expires_on=dt.date(2027, 11, 27))
    text = " ".join(text_of(content).split())
    for said in (
        "NORTHWIND ASSISTANCE", "Empathy in customer service", "version 3", "27 November 2026",
        "28 November 2026", "27 November 2027", "Theo Lindqvist", "Head of Learning",
        "Name a feeling.", "7KQ4-M2XD-9FHT-3WZB", "learn.example/v/",
    ):  # fmt: skip
        assert said in text, said


def test_the_document_is_tagged_named_and_described():
    reader = pypdf.PdfReader(io.BytesIO(printed()))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert reader.metadata.title == "Certificate: Dana Whitfield-Šimić, Empathy in customer service"
    metadata = catalog["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid" in metadata
    alternatives = {
        str(node["/Alt"]) for node in _nodes(catalog["/StructTreeRoot"]) if "/Alt" in node
    }
    assert any("QR code" in text and CODE in text for text in alternatives)
    assert any("mark of this certificate" in text for text in alternatives)


def _nodes(node):
    """Walk the structure tree."""
    node = node.get_object()
    if isinstance(node, dict):
        yield node
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from _nodes(child)


@pytest.mark.slow
def test_another_process_makes_the_same_bytes():
    sheet = sheet_of(holder_name="Zoë 王小明 محمد")
    here = press.print_certificate(sheet, identifier=b"i" * 16)
    program = (
        "import json, sys, hashlib, django; django.setup()\n"
        "from certificates.rendering import press\n"
        "from certificates.rendering.sheet import Sheet\n"
        "given = json.load(sys.stdin)\n"
        "given['code_lines'] = tuple(given['code_lines'])\n"
        "given['outcome_columns'] = tuple(map(tuple, given['outcome_columns']))\n"
        "made = press.print_certificate(Sheet(**given), identifier=b'i' * 16)\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(dataclasses.asdict(sheet)),
        env=os.environ
        | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "DJANGO_SETTINGS_MODULE": "lms.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_a_name_that_no_font_draws_stops_the_work():
    with pytest.raises(press.Unprintable, match=r"U\+13000"):
        printed(holder_name="Dana \U00013000")  # an Egyptian hieroglyph


def test_without_the_glyph_check_boxes_would_be_printed(monkeypatch):
    """Negative control: the library prints a box and says nothing."""
    monkeypatch.setattr(fonts, "without_glyph", lambda text: [])
    assert printed(holder_name="Dana \U00013000").startswith(b"%PDF")


def test_every_cut_draws_what_its_variable_font_draws():
    home = fonts.install().parent
    cuts = sorted((home / "cuts").glob("*.ttf"))
    assert len(cuts) == 8
    for cut in cuts:
        with TTFont(cut, lazy=True) as made:
            assert "fvar" not in made
            assert made["OS/2"].usWeightClass == int(cut.stem.rsplit("-", 1)[1])


def test_long_names_shrink_and_stay_on_one_page():
    sizes = [sheet_of(holder_name=name).name_size for name in ("Dana", "D" * 28, "D" * 45)]
    assert sizes == ["grand", "large", "medium"]
    assert sheet_of(holder_name=LONG_NAME).name_size == "small"
    for name in ("Wolfe " * 33, "W" * 200, "王" * 100):
        content = printed(holder_name=name, outcomes=tuple(["An outcome of the course. " * 3] * 6))
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


@pytest.mark.parametrize(
    ("name", "direction"),
    [("Dana", "ltr"), ("محمد", "rtl"), ("שרה", "rtl"), ("王小明", "ltr"), ("- محمد -", "rtl")],
)
def test_names_run_in_the_direction_of_their_script(name, direction):
    assert sheet_of(holder_name=name).name_direction == direction


def test_the_qr_code_holds_the_address_of_the_verification_page():
    """Read back from the picture that is printed, module by module."""
    address = f"https://learn.example/v/{CODE}/"
    _, shown = press.page(sheet_of())
    expected = segno.make(address, error="m", micro=False, mask=pictures.MASK, boost_error=False)
    assert _modules_of(shown["picture:qr"]) == [list(row) for row in expected.matrix]
    assert sheet_of().address == address
    drawn = pypdf.PdfReader(io.BytesIO(printed())).pages[0].get_contents().get_data()
    assert shown["picture:qr"].operators in drawn


def _modules_of(picture: pictures.Drawing) -> list[list[int]]:
    """Return the matrix that the rectangles fill, without its quiet zone."""
    size = int(picture.side)
    rows = [[0] * size for _ in range(size)]
    for found in re.findall(rb"(\d+) (\d+) (\d+) 1 re", picture.operators):
        x, y, width = map(int, found)
        rows[y][x : x + width] = [1] * width
    edge = pictures.QUIET
    return [row[edge:-edge] for row in rows[edge:-edge]]


def test_the_mark_of_the_design_is_drawn():
    mark = pictures.design_picture(press.DESIGN)
    assert mark.operators.count(b"\nS") == 6
    drawn = pypdf.PdfReader(io.BytesIO(printed())).pages[0].get_contents().get_data()
    assert mark.operators in drawn


def test_a_page_that_is_not_well_formed_is_not_printed():
    with pytest.raises(press.Unprintable, match="well-formed"):
        press.to_pdf("<html><body><p>x</body></html>", shown={}, identifier=b"i" * 16)


def test_a_disk_that_refuses_the_fonts_is_no_fault_of_the_certificate(settings, tmp_path):
    taken = tmp_path / "data"
    taken.write_text("not a folder")
    settings.DATA_DIR = taken
    with pytest.raises(EnvironmentFault):
        fonts.install()
