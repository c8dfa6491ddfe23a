"""Questions of every type, made up by Hypothesis, and the way out and back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from courses.package.problems import Problems
from quizzes.interchange.bank import Bank
from quizzes.interchange.losses import Loss, leaves
from quizzes.interchange.markup.to_markdown import blocks_of
from quizzes.interchange.qti.package_in import read_package
from quizzes.interchange.qti.package_out import package
from quizzes.interchange.quiz_file import read_quiz_file, write_quiz_file

FRAME = {"move_on": "passed", "required": True, "attempts": 4}
MARKED_UP = {"stem", "passage", "intro"}

signs = st.sampled_from(list("abcXYZ012 .,:;!?*_`[](){}<>&#+-=|\\~\"'“’é汉ע🙂\u00a0"))
lines = st.text(signs, min_size=1, max_size=30).map(lambda text: text.strip()).filter(bool)
texts = st.lists(lines, min_size=1, max_size=2).map("\n".join)
keys = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
plain_words = st.text(st.sampled_from(list("abcdef ghij")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "word"
)
sentences = st.one_of(
    plain_words,
    plain_words.map(lambda words: f"before **{words}** after"),
    plain_words.map(lambda words: f"before *{words}* after, *{words}*."),
    plain_words.map(lambda words: f"see [{words}](https://example.org/a?b=c) or `{words}`"),
    plain_words.map(lambda words: f"1\\. {words}\\\n\\# {words} \\* & < \\[F1.1\\] \\_\\_"),
)
blocks = st.one_of(
    sentences,
    sentences.map(lambda words: f"> {words}".replace("\n", "\n> ")),
    st.lists(plain_words, min_size=1, max_size=3).map(
        lambda rows: "\n".join(f"- {r}" for r in rows)
    ),
    st.lists(plain_words, min_size=1, max_size=3).map(
        lambda rows: "\n".join(f"{n}. {r}" for n, r in enumerate(rows, 3))
    ),
    plain_words.map(lambda words: f"## {words}"),
    plain_words.map(lambda words: f"| a | {words} |\n|---|---|\n| c | **d** |"),
    plain_words.map(lambda words: f"```\n{words}\n  two\n```"),
)
stems = st.lists(blocks, min_size=1, max_size=4).map("\n\n".join)


def rows(low, high, **fields):
    row = st.fixed_dictionaries({"key": keys, **fields})
    unique = [lambda row, name=name: row[name] for name in ("key", *(
        name for name in ("text", "prompt") if name in fields))]  # fmt: skip
    return st.lists(row, min_size=low, max_size=high, unique_by=tuple(unique))


def common(kind, **fields):
    return st.fixed_dictionaries(
        {"key": keys, "type": st.just(kind),
         "objective": st.from_regex(r"M[0-9]\.[0-9]", fullmatch=True),
         "level": st.sampled_from(["R", "U", "Ap", "An", "E", "C"]), "stem": stems, **fields},
        optional={} if kind == "short" else {"feedback_right": texts, "feedback_wrong": texts},
    )  # fmt: skip


def keyed(found, right):
    """Set `correct` on the first of the rows, in an order that Hypothesis may shrink."""
    return [{"key": row["key"], **({"text": row["text"]} if "text" in row else {}),
             "correct": place < right, "feedback": row["feedback"]}
            for place, row in enumerate(found)]  # fmt: skip


def chosen(low, high, right):
    found = rows(low, high, text=texts, feedback=texts)
    return found.map(lambda rows: keyed(rows, right)).flatmap(st.permutations)


single = common("single", choices=chosen(2, 6, 1))
choose = common("choose", choose=st.just(2), choices=chosen(3, 8, 2))
feeling = common("feeling", line=texts, choices=chosen(3, 5, 1),
                 face=st.just({"valence": -60, "arousal": 40}))  # fmt: skip
ordering = common("ordering", items=rows(3, 8, text=texts, feedback=texts))
rate = common(
    "rate",
    replies=rows(3, 5, text=texts, expert=st.integers(1, 5), feedback=texts).filter(
        lambda rows: len({row["expert"] for row in rows}) > 1
    ),
)
short = common(
    "short", limit=st.integers(200, 600),
    look_for=st.lists(texts, min_size=2, max_size=4, unique=True),
    models=st.lists(texts, min_size=1, max_size=3, unique=True),
)  # fmt: skip
pair = st.fixed_dictionaries({"prompt": texts, "answer": st.sampled_from(["A", "B", "x > y"])})


@st.composite
def matching(draw):
    question = draw(common(
        "matching",
        pairs=rows(2, 8, prompt=texts, answer=st.sampled_from(["Same", "a &\nb"]), feedback=texts),
        distractors=rows(0, 4, answer=texts, feedback=texts),
    ))  # fmt: skip
    taken = {row["answer"] for row in question["pairs"]}
    kept = {}
    for row in question["distractors"]:
        if row["answer"] not in taken:
            kept.setdefault(row["answer"], row)
    question["distractors"] = list(kept.values())
    if len(taken) + len(kept) < 2:
        question["distractors"] = [{"key": "other", "answer": "Other one", "feedback": "No."}]
    if not question["distractors"]:
        del question["distractors"]
    return question


@st.composite
def mark(draw):
    found = draw(rows(2, 6, feedback=texts))
    question = draw(common("mark", passage=st.just(""), mark=st.just(1)))
    right = draw(st.integers(1, min(len(found) - 1, 5)))
    words = draw(st.lists(plain_words, min_size=len(found), max_size=len(found)))
    said = [f"[{text}](#{row['key']})" for text, row in zip(words, found, strict=True)]
    question["passage"] = f"**Ada:** Well, {said[0]} and *so*.\n\n" + " then ".join(said[1:]) + "."
    question["mark"] = right
    question["phrases"] = draw(st.permutations(keyed(found, right)))
    order = {f"#{row['key']}": place for place, row in enumerate(found)}
    question["phrases"] = sorted(question["phrases"], key=lambda row: order[f"#{row['key']}"])
    return question


questions = st.one_of(single, choose, matching(), ordering, mark(), rate, short, feeling)


@st.composite
def quizzes(draw):
    found = draw(st.lists(questions, min_size=1, max_size=3, unique_by=lambda row: row["key"]))
    if all(question["type"] == "short" for question in found):
        found.append({**draw(single), "key": "scored-one"})
        found = list({question["key"]: question for question in found}.values())
    return {
        "key": draw(keys),
        "kind": "quiz",
        "title": draw(lines),
        "minutes": draw(st.integers(1, 240)),
        "objectives": ["M1.1", "M2.3"],
        **FRAME,
        "intro": draw(stems),
        "pass_mark": draw(st.integers(1, 100)),
        **draw(draws(found)),
        **draw(st.one_of(st.just({}), limits)),
        "questions": found,
    }


limits = st.fixed_dictionaries({"time_limit": st.one_of(st.just("none"), st.integers(1, 600))})


@st.composite
def draws(draw, found):
    """Draw all, some, or some of each objective."""
    short = sum(question["type"] == "short" for question in found)
    there = Counter(question["objective"] for question in found)
    blueprint = {name: draw(st.integers(1, many)) for name, many in there.items()}
    ways = ["all"]
    if short < len(found):
        ways.append(draw(st.integers(short + 1, len(found))))
    if sum(blueprint.values()) > short:
        ways.append(blueprint)
    way = draw(st.sampled_from(ways))
    return {"draw": sum(way.values()), "blueprint": way} if isinstance(way, dict) else {"draw": way}


def imported(quiz) -> Bank:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bank.zip"
        path.write_bytes(package(quiz))
        problems = Problems()
        bank = read_package(path, problems)
    assert [str(problem) for problem in problems] == []
    return bank


def there_and_back(quiz) -> tuple[dict, list[str]]:
    """Return the quiz that comes back, its TODOs filled as they were, and what was told."""
    bank = imported(quiz)
    fields = bank.fields(key="other") | {name: quiz[name] for name in FRAME}
    problems = Problems()
    back = read_quiz_file("back.yaml", write_quiz_file(fields), problems)
    assert back is not None, [str(problem) for problem in problems]
    back = {name: value for name, value in back.items() if name not in FRAME}
    return back, [str(note) for note in bank.notes]


def by_place(quiz) -> dict[tuple, object]:
    """Return every single value of a quiz by question and way."""
    found = {
        ("", way): value
        for way, value in leaves({n: v for n, v in quiz.items() if n != "questions"})
    }
    for question in quiz["questions"]:
        found |= {(question["key"], way): value for way, value in leaves(question)}
    return found


def differences(quiz, back) -> set[tuple]:
    """Return where two quizzes say different things."""
    one, other = by_place(quiz), by_place(back)
    return {place for place in one | other if not same(place, one.get(place), other.get(place))}


def same(place, one, other) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        if place[1][0] in MARKED_UP:
            return blocks_of(one) == blocks_of(other)
        return one.strip() == other.strip()
    return one == other


def unexplained(changed: set[tuple], losses: list[Loss]) -> tuple[set, set]:
    """Return the differences that no loss names, and the losses that no difference shows."""
    named = {(loss.question, loss.way) for loss in losses}
    silent = {
        (question, way)
        for question, way in changed
        if not any(question == q and way[: len(w)] == w for q, w in named)
    }
    idle = {
        (q, w) for q, w in named
        if not any(question == q and way[: len(w)] == w for question, way in changed)
    }  # fmt: skip
    return silent, idle
