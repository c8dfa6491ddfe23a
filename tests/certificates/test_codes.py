import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import codes

well_formed = st.text(alphabet=codes.ALPHABET, min_size=26, max_size=26)


def test_a_code_holds_130_bits_from_the_systems_random_source():
    assert len(codes.ALPHABET) == len(set(codes.ALPHABET)) == 32
    assert codes.LENGTH * 5 >= 128
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert set("".join(made)) == set(codes.ALPHABET)


@given(well_formed)
def test_what_is_displayed_is_what_is_read(code):
    assert codes.normalize(codes.display(code)) == code


@given(well_formed, st.randoms())
def test_case_spaces_dashes_and_look_alikes_are_forgiven(code, random):
    look_alikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        random.choice(look_alikes.get(letter, letter + letter.lower()))
        + random.choice(["", "", " ", "-"])
        for letter in code
    )
    assert codes.normalize(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7KQ4",
        "U" * 26,
        "7KQ4M2XD9FHT3WZBR8VE5NCA6P0",
        "٧KQ4M2XD9FHT3WZBR8VE5NCA6P",  # an Arabic-Indic seven
        "７KQ4M2XD9FHT3WZBR8VE5NCA6P",  # a full-width seven
        "KQ4M2XD9FHT3WZBR8VE5NCA6Pİ",  # a letter whose small form is two
        "ıKQ4M2XD9FHT3WZBR8VE5NCA6P",  # a letter whose capital is I, which reads as 1
        "ſKQ4M2XD9FHT3WZBR8VE5NCA6P",  # a letter whose capital is S
        "7KQ4M2XD9FHT3WZBR8VE5NCA6P\n",
        "' OR 1=1 --",
        "../../../etc/passwd",
        "7" * 10_000,
        "7KQ4M2XD9FHT3WZBR8VE5NCA6P" + " -" * 40,  # a code, and more than anybody types
        "\x00" * 26,
    ],
)
def test_everything_else_is_no_code(typed):
    assert codes.normalize(typed) is None


@given(st.text(alphabet=string.printable, max_size=60))
def test_whatever_is_typed_gives_a_code_or_nothing(typed):
    found = codes.normalize(typed)
    assert found is None or (len(found) == 26 and set(found) <= set(codes.ALPHABET))
