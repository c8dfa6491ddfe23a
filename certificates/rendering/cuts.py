"""Static cuts of variable fonts, made by HarfBuzz in milliseconds.

The wheels hold variable fonts. A PDF embeds static ones, and making them anew for each document
costs four fifths of the whole work; so each weight is cut once and kept beside the font cache.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Mapping
from typing import Any

_READONLY = 0
_RETAIN_GIDS_AND_NAMES = 0x10 | 0x40 | 0x80  # all name records, glyph names, the .notdef outline
_GLYPHS, _NAME_IDS, _NAME_LANGUAGES, _FEATURES = 0, 4, 5, 6
_NEEDED = "hb_subset_input_pin_axis_location"  # HarfBuzz 6.0


class NoCutter(Exception):
    """The library that cuts fonts is absent or too old."""


def _load() -> tuple[Any, Any]:
    names = [ctypes.util.find_library(name) for name in ("harfbuzz", "harfbuzz-subset")]
    if None in names:
        raise NoCutter("libharfbuzz-subset is not installed")
    base, subset = (ctypes.CDLL(name) for name in names)
    if not hasattr(subset, _NEEDED):
        raise NoCutter("libharfbuzz-subset is older than 6.0")
    return base, subset


def _declare(base: Any, subset: Any) -> None:
    pointer = ctypes.c_void_p
    base.hb_blob_create.restype = pointer
    base.hb_blob_create.argtypes = [ctypes.c_char_p, ctypes.c_uint, ctypes.c_int, pointer, pointer]
    base.hb_face_create.restype = pointer
    base.hb_face_create.argtypes = [pointer, ctypes.c_uint]
    base.hb_face_reference_blob.restype = pointer
    base.hb_blob_get_data.restype = pointer
    base.hb_blob_get_data.argtypes = [pointer, ctypes.POINTER(ctypes.c_uint)]
    subset.hb_subset_input_create_or_fail.restype = pointer
    for name in ("hb_subset_input_unicode_set", "hb_subset_input_set", "hb_subset_or_fail"):
        getattr(subset, name).restype = pointer
    subset.hb_subset_input_set.argtypes = [pointer, ctypes.c_int]
    subset.hb_subset_or_fail.argtypes = [pointer, pointer]
    subset.hb_subset_input_set_flags.argtypes = [pointer, ctypes.c_uint]
    subset.hb_subset_input_pin_axis_location.argtypes = [
        pointer, pointer, ctypes.c_uint32, ctypes.c_float
    ]  # fmt: skip
    for function in (
        base.hb_face_reference_blob, base.hb_set_clear, base.hb_set_invert, base.hb_blob_destroy,
        base.hb_face_destroy, subset.hb_subset_input_destroy, subset.hb_subset_input_unicode_set,
    ):  # fmt: skip
        function.argtypes = [pointer]


def cut(font: bytes, axes: Mapping[str, float]) -> bytes:
    """Return the whole font with the named axes pinned; raises NoCutter where that cannot be."""
    base, subset = _load()
    _declare(base, subset)
    blob = base.hb_blob_create(font, len(font), _READONLY, None, None)
    face = base.hb_face_create(blob, 0)
    wanted = subset.hb_subset_input_create_or_fail()
    kept = [subset.hb_subset_input_unicode_set(wanted)]
    kept += [
        subset.hb_subset_input_set(wanted, kind)
        for kind in (_GLYPHS, _NAME_IDS, _NAME_LANGUAGES, _FEATURES)
    ]
    for found in kept:
        base.hb_set_clear(found)
        base.hb_set_invert(found)
    subset.hb_subset_input_set_flags(wanted, _RETAIN_GIDS_AND_NAMES)
    for tag, value in axes.items():
        number = int.from_bytes(tag.encode("ascii"), "big")
        subset.hb_subset_input_pin_axis_location(wanted, face, number, value)
    made = subset.hb_subset_or_fail(face, wanted)
    subset.hb_subset_input_destroy(wanted)
    base.hb_face_destroy(face)
    base.hb_blob_destroy(blob)
    if not made:
        raise NoCutter("the font could not be cut")
    return _bytes_of(base, made)


def _bytes_of(base: Any, face: int) -> bytes:
    blob = base.hb_face_reference_blob(face)
    length = ctypes.c_uint()
    content = ctypes.string_at(base.hb_blob_get_data(blob, ctypes.byref(length)), length.value)
    base.hb_blob_destroy(blob)
    base.hb_face_destroy(face)
    return content
