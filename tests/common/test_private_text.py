"""Private texts are sealed with a key that the database does not hold."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from common import private_text
from common.private_text import UnreadablePrivateText, decrypt, encrypt, new_key


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_is_read_again(text):
    assert decrypt(encrypt(text)) == text


def test_the_same_text_is_never_sealed_alike_and_never_shows():
    one, other = encrypt("I felt small"), encrypt("I felt small")
    assert one != other
    assert b"small" not in one


def test_a_short_answer_has_the_length_of_a_longer_one():
    assert len(encrypt("no")) == len(encrypt("nobody asked me for an hour"))


def test_sealed_bytes_cannot_be_moved_to_another_place():
    sealed = encrypt("mine", about="note:1")
    assert decrypt(sealed, about="note:1") == "mine"
    with pytest.raises(UnreadablePrivateText, match="changed"):
        decrypt(sealed, about="note:2")


def test_a_changed_byte_is_noticed():
    sealed = encrypt("mine")
    with pytest.raises(UnreadablePrivateText, match="changed"):
        decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_a_new_key_seals_and_the_old_one_still_opens(settings):
    old, new = new_key(), new_key()
    settings.PRIVATE_TEXT_KEYS = [old]
    sealed = encrypt("before")
    settings.PRIVATE_TEXT_KEYS = [new, old]
    assert decrypt(sealed) == "before"
    later = encrypt("after")
    settings.PRIVATE_TEXT_KEYS = [new]
    assert decrypt(later) == "after"
    with pytest.raises(UnreadablePrivateText, match="not here"):
        decrypt(sealed)


@pytest.mark.parametrize("written", ["short", "!" * 44, "MDEyMzQ1Njc4OWFiY2RlZg=="])
def test_a_wrong_key_is_named_with_its_mend(settings, written):
    settings.PRIVATE_TEXT_KEYS = [new_key(), written]
    with pytest.raises(ImproperlyConfigured, match=r"key 2 .* private_text_key"):
        encrypt("never")


def test_the_key_of_a_data_folder_is_made_once_and_for_its_owner_alone(settings, tmp_path):
    settings.PRIVATE_TEXT_KEYS = []
    file = settings.PRIVATE_TEXT_KEY_FILE = tmp_path / "new" / "private-text.key"

    def ask(_):
        private_text._own_key.cache_clear()
        return private_text._own_key(file)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(32)))) == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_the_command_prints_a_key_alone():
    run = [sys.executable, "manage.py", "private_text_key"]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert len(private_text._one(1, printed)) == 32
