"""QTI 3 packages of other systems: what becomes of them, and every fault at once."""

from __future__ import annotations

import pytest

from courses.package.problems import Problems
from quizzes.interchange.qti.package_in import read_package
from tests.quizzes.interchange.zips import Member, build

ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
RIGHT = "<qti-correct-response>{}</qti-correct-response>"


def item(body: str, *correct: str, more: str = "", name: str = "Q 1", after: str = "") -> str:
    values = "".join(f"<qti-value>{value}</qti-value>" for value in correct)
    return f"""<qti-assessment-item xmlns="{ITEM_SPACE}" identifier="{name}">
<qti-response-declaration identifier="RESPONSE">{RIGHT.format(values) if correct else ""}
</qti-response-declaration>{more}
<qti-item-body>{body}</qti-item-body>{after}
</qti-assessment-item>"""


def manifest(*paths: str, more: str = "") -> str:
    rows = "\n".join(f'<resource type="imsqti_item_xmlv3p0" href="{path}"/>' for path in paths)
    return f'<manifest xmlns="urn:cp"><resources>\n{rows}\n{more}</resources></manifest>'


@pytest.fixture
def read(tmp_path):
    def _read(*items: str, **files: str):
        named = {f"i{place}.xml": text for place, text in enumerate(items)}
        files = {
            "imsmanifest.xml": manifest(*named),
            **named,
            **{name.replace("_xml", ".xml"): text for name, text in files.items()},
        }
        path = tmp_path / "bank.zip"
        path.write_bytes(build(*(Member(name, text.encode()) for name, text in files.items())))
        problems = Problems()
        bank = read_package(path, problems)
        return bank, [str(note) for note in bank.notes], [str(problem) for problem in problems]

    return _read


CHOICES = """<p>Around <b>it</b>.</p>
<qti-choice-interaction response-identifier="RESPONSE" max-choices="{most}">
<qti-prompt>Which?</qti-prompt>
<qti-simple-choice identifier="A">One
<qti-feedback-inline identifier="A">Yes.</qti-feedback-inline></qti-simple-choice>
<qti-simple-choice identifier="B_b">Two</qti-simple-choice>
<qti-simple-choice identifier="b-B">Three</qti-simple-choice>
</qti-choice-interaction>"""
FEEDBACK = """<qti-modal-feedback outcome-identifier="F" identifier="B_b" show-hide="show">
<qti-content-body><p>No, two.</p></qti-content-body></qti-modal-feedback>
<qti-modal-feedback outcome-identifier="F" identifier="incorrect" show-hide="show">Not so.
</qti-modal-feedback>
<qti-modal-feedback outcome-identifier="F" identifier="odd">?</qti-modal-feedback>"""


MATCH_WITHOUT_KEY = """<qti-match-interaction response-identifier="RESPONSE">
<qti-simple-match-set><qti-simple-associable-choice identifier="a">A</qti-simple-associable-choice>
</qti-simple-match-set><qti-simple-match-set>
<qti-simple-associable-choice identifier="b">B</qti-simple-associable-choice>
</qti-simple-match-set></qti-match-interaction>"""


def test_a_foreign_choice_becomes_a_question_with_tasks(read):
    bank, notes, problems = read(item(CHOICES.format(most=1), "A", after=FEEDBACK))
    assert problems == []
    assert bank.questions == [{
        "key": "Q 1", "type": "single", "objective": "TODO", "level": "TODO",
        "stem": "Around **it**.\n\nWhich?",
        "choices": [
            {"key": "a", "text": "One", "correct": True, "feedback": "Yes."},
            {"key": "b-b", "text": "Two", "correct": False, "feedback": "No, two."},
            {"key": "b-b-2", "text": "Three", "correct": False,
             "feedback": "TODO: Say why, and what it does to the customer."},
        ],
        "feedback_wrong": "Not so.",
    }]  # fmt: skip
    assert notes == ["i0.xml:15: The feedback “odd” belongs to no choice and is left out."]
    assert bank.fields(key="new")["questions"][0]["key"] == "q-1"


def test_several_right_answers_become_choose_n(read):
    bank, notes, _ = read(item(CHOICES.format(most=0), "A", "B_b"))
    assert (bank.questions[0]["type"], bank.questions[0]["choose"], notes) == ("choose", 2, [])


def test_one_right_answer_of_many_is_told(read):
    bank, notes, _ = read(item(CHOICES.format(most=0), "A"))
    assert bank.questions[0]["type"] == "single"
    assert notes == ["i0.xml:5: Several answers were possible; now it is one."]


@pytest.mark.parametrize(
    ("body", "correct", "reason"),
    [
        ("<p>No interaction</p>", [], "it has 0 interactions, not one"),
        ("<qti-text-entry-interaction/><qti-text-entry-interaction/>", [], "it has 2 interactions"),
        (
            "<p>Type <qti-text-entry-interaction response-identifier='RESPONSE'/></p>",
            ["x"],
            "no question type for <qti-text-entry-interaction>",
        ),
        (
            "<qti-hotspot-interaction response-identifier='RESPONSE'/>",
            [],
            "<qti-hotspot-interaction>",
        ),
        (
            MATCH_WITHOUT_KEY,
            [],
            "exactly one right answer",
        ),
    ],
)
def test_what_has_no_type_here_is_left_out_and_told(read, body, correct, reason):
    bank, notes, problems = read(item(body, *correct))
    assert (bank.questions, problems) == ([], [])
    assert len(notes) == 1
    assert "The question is left out" in notes[0]
    assert reason in notes[0]


@pytest.mark.parametrize(
    "more", ["<qti-template-declaration/>", "<qti-assessment-stimulus-ref/>", "<qti-stylesheet/>"]
)
def test_parts_that_are_not_read_are_told(read, more):
    _, notes, _ = read(item(CHOICES.format(most=1), "A", more=more))
    assert len(notes) == 1
    assert "left out" in notes[0]


def test_every_fault_of_every_file_is_told_at_once(read):
    _, _, problems = read(
        "<a>\n<b></a>",
        item("<p>\n<script>alert(1)</script></p>" + CHOICES.format(most=1), "A"),
        item("<p onclick='x()'><a href='javascript:x'>a</a></p>" + CHOICES.format(most=1), "A"),
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        item(CHOICES.format(most=1), "A"),
        imsmanifest_xml=manifest(*(f"i{n}.xml" for n in range(6)), "../gone.xml", "gone.xml"),
    )
    assert problems == [
        "i0.xml:2: This is not valid XML. Export it again.",
        "i1.xml:5: <script> would act in a page. Mend it or take the file out.",
        "i2.xml:4: The attribute “href” leads to “javascript:x…”. Mend it or take the file out.",
        "i2.xml:4: The attribute “onclick” would run script. Mend it or take the file out.",
        "i3.xml:1: This is an item of QTI 2. Only QTI 3.0 is read. Mend it or take the file out.",
        "i4.xml:1: A DOCTYPE or an entity of its own is not read. Remove it.",
        "imsmanifest.xml:8: The archive has no XML file “../gone.xml”. Export the archive again.",
        "imsmanifest.xml:9: The archive has no XML file “gone.xml”. Export the archive again.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<manifest><resources/></manifest>", "no items of QTI 3.0"),
        (manifest(*["i0.xml"] * 301), "more than 300 items"),
        ("<manifest>", "not valid XML"),
    ],
)
def test_manifests_that_are_refused(read, text, reason):
    _, _, problems = read(item(CHOICES.format(most=1), "A"), imsmanifest_xml=text)
    assert reason in problems[0]


def test_a_package_without_a_manifest(tmp_path):
    path = tmp_path / "b.zip"
    path.write_bytes(build(Member("a.xml")))
    problems = Problems()
    read_package(path, problems)
    assert [str(found) for found in problems] == [
        "b.zip:1: There is no imsmanifest.xml. Export the archive again."
    ]


ORDER = """<qti-order-interaction response-identifier="RESPONSE">
<qti-simple-choice identifier="a">A</qti-simple-choice>
<qti-simple-choice identifier="b">B</qti-simple-choice></qti-order-interaction>"""


def test_an_order_follows_the_key_and_a_missing_key_is_told(read):
    bank, notes, _ = read(item(ORDER, "b", "a"), item(ORDER, name="Q2"))
    assert [[row["text"] for row in question["items"]] for question in bank.questions] == [
        ["B", "A"], ["A", "B"],
    ]  # fmt: skip
    assert notes == ["i1.xml:4: The right order is not given; it is that of the file."]


def test_an_essay_becomes_a_short_text_with_tasks(read):
    body = '<qti-extended-text-interaction response-identifier="RESPONSE" expected-length="9999"/>'
    bank, _, _ = read(item(body))
    question = bank.questions[0]
    assert (question["type"], question["limit"]) == ("short", 600)
    assert all(text.startswith("TODO") for text in question["look_for"] + question["models"])


def test_a_foreign_hottext_becomes_phrases(read):
    body = """<qti-hottext-interaction response-identifier="RESPONSE" max-choices="1">
    <p>He <qti-hottext identifier="X1">bought <b>it</b></qti-hottext> and
    <qti-hottext identifier="X2">sold</qti-hottext>.</p></qti-hottext-interaction>"""
    bank, _, _ = read(item(body, "X2"))
    question = bank.questions[0]
    assert question["passage"] == "He [bought **it**](#x1) and [sold](#x2)."
    assert (question["mark"], [row["correct"] for row in question["phrases"]]) == (1, [False, True])


LIMITED = (
    f'<qti-assessment-test xmlns="{ITEM_SPACE}" identifier="t" title="T">'
    '<qti-outcome-declaration identifier="PERCENT" mastery-value="{mastery}"/>'
    '<qti-time-limits max-time="{whole}"/><qti-test-part identifier="p">'
    '<qti-assessment-section identifier="s"><qti-time-limits max-time="{part}"/>'
    "</qti-assessment-section></qti-test-part></qti-assessment-test>"
)
OWN = "The time limit of a part is left out; a quiz has one for the whole."


@pytest.mark.parametrize(
    ("whole", "part", "minutes", "told"),
    [
        ("1200", "60", 20, [OWN]),
        ("1200.0", "1200", 20, [OWN]),  # the same words, and still only of a part
        ("90", "", 2, ["The time limit of 90 seconds became 2 minutes.", OWN]),
        ("0", "", None, ["The time limit “0” is left out; it is 1 to 600 minutes.", OWN]),
        ("-60", "", None, ["The time limit “-60” is left out; it is 1 to 600 minutes.", OWN]),
        ("36001", "", None, ["The time limit “36001” is left out; it is 1 to 600 minutes.", OWN]),
        ("9" * 400, "", None,
         [f"The time limit “{'9' * 20}” is left out; it is 1 to 600 minutes.", OWN]),
        ("1e3", "", None, ["The time limit “1e3” is left out; it is 1 to 600 minutes.", OWN]),
    ],
)  # fmt: skip
def test_a_time_limit_comes_along_if_it_is_one_of_the_whole_test(read, whole, part, minutes, told):
    more = '<resource type="imsqti_test_xmlv3p0" href="t.xml"/>'
    bank, _, _ = read(
        item(CHOICES.format(most=1), "A"),
        t_xml=LIMITED.format(whole=whole, part=part, mastery="75"),
        imsmanifest_xml=manifest("i0.xml", more=more),
    )
    fields = bank.fields(key="k")
    assert fields.get("time_limit") == minutes
    assert fields["pass_mark"] == 75
    assert sorted(note.reason for note in bank.notes) == sorted(told)


@pytest.mark.parametrize("mastery", ["0", "101", "0.75", "", "x", "-1"])
def test_a_mastery_value_that_is_no_percent_is_left_to_write(read, mastery):
    more = '<resource type="imsqti_test_xmlv3p0" href="t.xml"/>'
    test = LIMITED.format(whole="60", part="60", mastery=mastery)
    bank, _, _ = read(
        item(CHOICES.format(most=1), "A"), t_xml=test, imsmanifest_xml=manifest("i0.xml", more=more)
    )
    assert bank.fields(key="k")["pass_mark"] == "TODO"


def test_an_import_cannot_say_what_only_we_decide(read):
    """V13: a package that names owners, states or ids gets none of them."""
    more = '<resource type="imsqti_test_xmlv3p0" href="t.xml"/>'
    test = (
        f'<qti-assessment-test xmlns="{ITEM_SPACE}" identifier="t" title="T" owner="ada" '
        'published="yes"/>'
    )
    bank, _, _ = read(
        item(CHOICES.format(most=1), "A"), t_xml=test, imsmanifest_xml=manifest("i0.xml", more=more)
    )
    assert set(bank.fields(key="k")) == {
        "key",
        "kind",
        "title",
        "minutes",
        "objectives",
        "move_on",
        "required",
        "intro",
        "pass_mark",
        "draw",
        "attempts",
        "questions",
    }
