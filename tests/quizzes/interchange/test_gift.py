"""GIFT of Moodle: what becomes of each kind of question, and every fault at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.package.problems import Problems
from quizzes.interchange.bank import SAY_WHY
from quizzes.interchange.gift.read import read_gift


def read_bytes(content: bytes, folder):
    path = folder / "b.gift"
    path.write_bytes(content)
    problems = Problems()
    bank = read_gift(path, problems)
    return bank, [str(note) for note in bank.notes], [str(problem) for problem in problems]


@pytest.fixture
def read(tmp_path):
    return lambda text: read_bytes(text.encode(), tmp_path)


def one(found):
    bank, notes, problems = found
    assert (notes, problems) == ([], [])
    assert len(bank.questions) == 1
    return bank.questions[0]


def test_a_single_choice_with_title_feedback_and_general_feedback(read):
    question = one(
        read("""// a remark
::Grant's tomb::Who is buried\nin Grant's tomb?{
=Grant#Right.
// between
~Jefferson # Not he.
~no one####Think of the name.}
""")
    )
    assert question == {
        "key": "Grant's tomb", "type": "single", "objective": "TODO", "level": "TODO",
        "stem": "Who is buried in Grant's tomb?",
        "choices": [
            {"key": "choice-1", "text": "Grant", "correct": True, "feedback": "Right."},
            {"key": "choice-2", "text": "Jefferson", "correct": False, "feedback": "Not he."},
            {"key": "choice-3", "text": "no one", "correct": False, "feedback": SAY_WHY},
        ],
        "feedback_right": "Think of the name.", "feedback_wrong": "Think of the name.",
    }  # fmt: skip


def test_two_choices_get_a_third_to_write(read):
    question = one(read("Where? {=here ~there}"))
    assert question["choices"][2]["text"] == "TODO: Write a third choice, or remove this one."


@pytest.mark.parametrize(
    ("answer", "true_is_right", "reasons"),
    [
        ("T", True, [SAY_WHY, SAY_WHY]), ("FALSE", False, [SAY_WHY, SAY_WHY]),
        ("TRUE#No.#Yes.", True, ["Yes.", "No."]), ("F # No.", False, ["No.", SAY_WHY]),
    ],
)  # fmt: skip
def test_true_or_false(read, answer, true_is_right, reasons):
    rows = one(read(f"So it is.{{{answer}}}"))["choices"]
    assert [row["text"] for row in rows[:2]] == ["True", "False"]
    assert [row["correct"] for row in rows] == [true_is_right, not true_is_right, False]
    assert [row["feedback"] for row in rows[:2]] == reasons


def test_several_answers_with_equal_shares(read):
    question = one(read("Two? {~%50%a ~%50%b ~c ~d}"))
    assert (question["type"], question["choose"]) == ("choose", 2)
    assert [row["correct"] for row in question["choices"]] == [True, True, False, False]


@pytest.mark.parametrize(
    "text", ["{~%-50%a ~%50%b ~%50%c}", "{=a ~%30%b ~c}", "{~%70%a ~%30%b ~c}"]
)
def test_part_points_are_told(read, text):
    _, notes, problems = read(f"Q? {text}")
    assert (notes, problems) == (
        ["b.gift:1: Part points are left out: all right, or none."], [],
    )  # fmt: skip


def test_matching_with_an_answer_to_spare(read):
    question = one(read("Match. {=Canada -> Ottawa =Italy->Rome = -> Tokyo}"))
    assert [(row["prompt"], row["answer"]) for row in question["pairs"]] == [
        ("Canada", "Ottawa"), ("Italy", "Rome"),
    ]  # fmt: skip
    assert [row["answer"] for row in question["distractors"]] == ["Tokyo"]


def test_a_short_answer_becomes_a_short_text(read):
    question = one(read("Two plus two equals {=four =4}."))
    assert (question["type"], question["models"]) == ("short", ["four", "4"])
    assert question["stem"] == "Two plus two equals \\_\\_\\_\\_\\_."


def test_what_a_short_text_cannot_keep_is_told(read):
    _, notes, _ = read("Q {=a#x =b =c =%50%d =e####all}")
    assert notes == [
        "b.gift:1: Feedback and half-right answers are left out: nobody marks a short text.",
        "b.gift:1: Only the first 3 answers are kept as models.",
        "b.gift:1: The general feedback is left out.",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q {}", "an essay"),
        ("Q {#4:1}", "asks for a number"),
        ("Only words.", "describes something"),
        ("Q {=a =b ~c}", "any one of several answers"),
    ],
)
def test_what_has_no_type_here_is_left_out_and_told(read, text, reason):
    bank, notes, problems = read(f"\n\n{text}")
    assert (bank.questions, problems) == ([], [])
    assert notes[0].startswith("b.gift:3: The question is left out")
    assert reason in notes[0]


def test_the_category_stands_in_the_task(read):
    bank, _, _ = read("$CATEGORY: tom/dick\nQ1 {T}\n\nQ2 {T}")
    assert len(bank.questions) == 2
    assert {question["objective"] for question in bank.questions} == {
        "TODO: Name the objective; the category was “tom/dick”."
    }


def test_escaped_signs_are_themselves(read):
    question = one(read(r"1 \= 2\: \{x\} \# \~ \\ a\nb {=\= 1 \~ \#->\# ~\\ ~c\:d}"))
    assert question["stem"] == "1 = 2: {x} # ~ \\\\ a\\\nb"
    assert [row["text"] for row in question["choices"]] == ["= 1 ~ #->#", "\\", "c:d"]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[html]<p>a <b>b</b><br>c</p>{T}", "a **b**\\\nc"),
        ("[markdown]a **b**{T}", "a **b**"),
        ("[plain]a <b> *c*{T}", "a \\<b> \\*c\\*"),
        ("[moodle]a <i>b</i>{T}", "a *b*"),
        ("[odd]a{T}", "\\[odd\\]a"),
        ("a & b < c{T}", "a & b \\< c"),
    ],
)
def test_the_four_formats(read, text, stem):
    assert one(read(text))["stem"] == stem


def test_answers_have_the_format_of_the_question(read):
    bank, notes, _ = read("[plain]a{=<b> ~[html]<i>x</i>&amp; ~c}")
    assert [row["text"] for row in bank.questions[0]["choices"]] == ["<b>", "x&", "c"]
    assert notes == ["b.gift:1: Bold, stressed words and links are plain words here."]


def test_every_fault_is_told_at_once(read):
    _, _, problems = read("""Q1 {=a ~b

Q2 =a}

::Q3 no end {T}

Q4 {=a} {=b}

Q5 {~a ~b}

Q6 {=a}{

Q7 {~%x%a
=b}

Q8 {=a -> b =c ->}

Q9 {=a -> b}

Q10
<script>x</script>{T}

Q11 {~%200%a ~b}

Q12 {= ~b}

Q13 {=only ~}

Good {=a ~b}
""")
    assert problems == [
        "b.gift:1: The braces do not pair up. Write \\{ or \\} where the sign itself is meant.",
        "b.gift:3: The braces do not pair up. Write \\{ or \\} where the sign itself is meant.",
        "b.gift:5: The title has no end. Write :: after it.",
        "b.gift:7: A second brace stands here. Write \\{ or \\} where the sign itself is meant.",
        "b.gift:9: No answer is right. Write = before the right one.",
        "b.gift:11: A second brace stands here. Write \\{ or \\} where the sign itself is meant.",
        "b.gift:13: This is no share of the points. Write it like %50%.",
        "b.gift:16: A pair has no answer. Write it after ->.",
        "b.gift:18: There are fewer than two pairs. Write more.",
        "b.gift:21: <script> would act in a page. Remove it.",
        "b.gift:23: This is more than all points. Write at most %100%.",
        "b.gift:25: An answer has no text. Write it or remove it.",
        "b.gift:27: An answer has no text. Write it or remove it.",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"ok {T}\n\n\xff {T}", "b.gift:3: The file is not UTF-8"),
        (b"a\x00b {T}", "control characters"),
        ("a\ufdd0b {T}".encode(), "control characters"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"x" * 20_001, "longer than 20,000 characters"),
        (b"Q {T}\n\n" * 301, "more than 300 questions"),
    ],
)
def test_files_that_are_refused(tmp_path, content, reason):
    _, _, problems = read_bytes(content, tmp_path)
    assert len(problems) == 1
    assert reason in problems[0]


def test_line_ends_of_any_system_and_a_mark_at_the_beginning(tmp_path):
    bank, _, problems = read_bytes(b"\xef\xbb\xbfQ1 {T}\r\n\r\nQ2 {F}\r\rQ3 {T}", tmp_path)
    assert (len(bank.questions), problems) == (3, [])


@given(st.text(st.sampled_from(list("ab \n{}=~#%:$/\\->TF5[]<!&*_`")), max_size=120))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused_with_a_line(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp()
    bank, _, problems = read_bytes(text.encode(), folder)
    assert all(problem.startswith("b.gift:") for problem in problems)
    assert all(question["stem"] for question in bank.questions)
