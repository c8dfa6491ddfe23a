"""Names that writing and reading share: namespaces, identifiers, where our own fields stand."""

from __future__ import annotations

ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
PACKAGE_SPACE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM_SPACE = "http://ltsc.ieee.org/xsd/LOM"
META_SPACE = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
_SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/"
_SCHEMA_OF = {
    ITEM_SPACE: f"{_SCHEMAS}imsqti_asiv3p0_v1p0.xsd",
    PACKAGE_SPACE: f"{_SCHEMAS}imsqtiv3p0_imscpv1p2_v1p0.xsd",
    META_SPACE: f"{_SCHEMAS}imsqti_metadatav3p0_v1p0.xsd",
    LOM_SPACE: "https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd",
}

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


def where_schemas_are(*spaces: str) -> dict[str, str]:
    """Return the attributes of a document that tell a validator where the schemas are."""
    return {
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": " ".join(f"{space} {_SCHEMA_OF[space]}" for space in spaces),
    }


def identifier(key: str) -> str:
    """Return a key as QTI wants identifiers: not beginning with a digit."""
    return f"_{key}" if key[0].isdigit() else key


def key(identified: str) -> str:
    """Return the key that `identifier` was made of; any other name stays as it is."""
    return identified[1:] if identified[:1] == "_" and identified[1:2].isdigit() else identified
