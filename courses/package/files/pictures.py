"""Check pictures by their content: an SVG that only draws, a PNG that is one."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from xml.parsers import expat

from courses.package.drafts import Asset
from courses.package.problems import Problems

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DEEPEST = 64
_LARGEST = 8000
_DRAWING = (
    "svg g path circle rect ellipse line polyline polygon text tspan textPath title desc metadata "
    "defs symbol use marker pattern mask clipPath linearGradient radialGradient stop"
)
_ELEMENTS = frozenset(_DRAWING.split())
_LOCAL_URL = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")
_NUMBER = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(?:px)?\Z")


class _RefusedPictureError(Exception):
    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.reason, self.mend = reason, mend


def read_picture(path: str, content: bytes, problems: Problems) -> Asset | None:
    """Return the picture with its size, or None after noting why it is refused."""
    return (
        _read_svg(path, content, problems)
        if path.endswith(".svg")
        else _read_png(path, content, problems)
    )


def _read_png(path: str, content: bytes, problems: Problems) -> Asset | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 33:
        problems.add(path, 1, "The file is not a PNG picture.", "Export it as PNG again.")
        return None
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        problems.add(path, 1, f"The picture is {width} × {height} pixels.", f"Use 1–{_LARGEST}.")
        return None
    return Asset(path=path, width=width, height=height)


def _read_svg(path: str, content: bytes, problems: Problems) -> Asset | None:
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _SvgReader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.EntityDeclHandler = reader.refuse_doctype
    parser.ProcessingInstructionHandler = reader.refuse_instruction
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place only
    except _RefusedPictureError as refused:
        problems.add(path, parser.CurrentLineNumber, refused.reason, refused.mend)
        return None
    except (expat.ExpatError, ValueError, LookupError):
        problems.add(path, parser.ErrorLineNumber, "This is not valid XML.", "Export it again.")
        return None
    width, height = reader.size()
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        problems.add(path, 1, "The picture has no usable size.", "Give the <svg> a viewBox.")
        return None
    return Asset(path=path, width=width, height=height)


@dataclass
class _SvgReader:
    depth: int = 0
    root: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if namespace != _SVG or element not in _ELEMENTS:
            raise _RefusedPictureError(
                f"<{element[:40]}> is not allowed in a picture.", "Remove it."
            )
        if self.depth == 0:
            if element != "svg":
                raise _RefusedPictureError(
                    "The picture does not begin with <svg>.", "Export it again."
                )
            self.root = attributes
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _RefusedPictureError("The picture is nested too deeply.", "Simplify it.")
        for attribute, value in attributes.items():
            _check_attribute(attribute, value)

    def end(self, _name: str) -> None:
        self.depth -= 1

    def refuse_doctype(self, *_: object) -> None:
        raise _RefusedPictureError("A DOCTYPE or entity is not allowed in a picture.", "Remove it.")

    def refuse_instruction(self, *_: object) -> None:
        raise _RefusedPictureError("A processing instruction is not allowed here.", "Remove it.")

    def size(self) -> tuple[int, int]:
        """Return width and height, from the viewBox when they are not given in pixels."""
        given = [_NUMBER.match(self.root.get(name, "")) for name in ("width", "height")]
        if all(given):
            width, height = (float(found[1]) for found in given if found)
        else:
            box = re.split(r"[\s,]+", self.root.get("viewBox", "").strip())
            if len(box) != 4 or not all(_NUMBER.match(part) for part in box[2:]):
                return 0, 0
            width, height = float(box[2]), float(box[3])
        return round(width), round(height)


def _check_attribute(name: str, value: str) -> None:
    namespace, _, local = name.rpartition(" ")
    if local.lower().startswith("on"):
        raise _RefusedPictureError(f"The attribute “{local[:40]}” runs script.", "Remove it.")
    if local == "style":
        raise _RefusedPictureError(
            "The attribute “style” is blocked.", "Use attributes such as fill."
        )
    if local in {"href", "src"} and not (namespace in {"", _XLINK} and value.startswith("#")):
        raise _RefusedPictureError(
            "The picture refers to something outside.", "Refer to #ids only."
        )
    if "url(" in _LOCAL_URL.sub("", value).lower().replace("\\", "url("):
        raise _RefusedPictureError(
            "The picture refers to something outside.", "Refer to #ids only."
        )
