"""The kinds of report there are. A new kind is a module here and a line in `KINDS`."""

from reports.definitions import audit_trail, completions
from reports.definitions.kind import Column, Frame, Kind, Shape

KINDS: dict[str, Kind] = {kind.name: kind for kind in (completions.KIND, audit_trail.KIND)}

__all__ = ["KINDS", "Column", "Frame", "Kind", "Shape"]
