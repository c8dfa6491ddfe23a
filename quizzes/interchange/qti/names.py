"""Names that writing and reading share: namespaces, identifiers, where our own fields stand."""

from __future__ import annotations

ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE_SPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM_SPACE = "http://ltsc.ieee.org/xsd/LOM"
META_SPACE = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/"

MANIFEST = "imsmanifest.xml"
LOSSES = "losses.txt"
TEST = "test.xml"
ITEM_KIND = "imsqti_item_xmlv3p0"
TEST_KIND = "imsqti_test_xmlv3p0"

# Where the standard has no word of its own it lets us add attributes that begin with data-.
TYPE = "data-attune-type"
PART = "data-attune-part"

BLOOM = "Bloom"
OBJECTIVES = "Attune"
LEVEL_NAMES = {"R": "Remember", "U": "Understand", "Ap": "Apply", "An": "Analyze",
               "E": "Evaluate", "C": "Create"}  # fmt: skip
PERCENT = "PERCENT"  # the outcome of a test whose mastery value is the pass mark
BY_OBJECTIVE = "objective."  # before an objective: the section that draws its questions
STEP = "step-"
ANSWER = "a."  # before the key of a pair: its answer
DISTRACTOR = "d."
MODEL = "model."
LOOK_FOR = "look-for."
LONGEST_TITLE = 80


def identifier(key: str) -> str:
    """Return a key as QTI wants identifiers: not beginning with a digit."""
    return f"_{key}" if key[0].isdigit() else key


def key(identified: str) -> str:
    """Return the key that `identifier` was made of; any other name stays as it is."""
    return identified[1:] if identified[:1] == "_" and identified[1:2].isdigit() else identified
