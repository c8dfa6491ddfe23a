"""C408–C411, C702: the bank measures what the module promises, and lasts for a second try."""

from __future__ import annotations

from collections.abc import Iterator

from courses.lint.desk import Desk
from courses.lint.rules import Spot, error
from quizzes.lint.bank import banks, questions
from quizzes.question_types.package_file import LEVELS

APPLY = LEVELS.index("Ap")
APPLY_SHARE = 0.5
BANK_TIMES = 2


def level_above_objective(desk: Desk) -> Iterator[Spot]:
    """A question asks for no more than its objective promises."""
    promised = {
        objective.id: objective.level
        for module in desk.package.modules
        for objective in module.objectives
    }
    for asked in questions(desk):
        level = promised[asked.fields["objective"]]
        if asked.level > LEVELS.index(level):
            yield Spot(
                file=asked.bank.path,
                line=asked.line("level"),
                reason=f"“{asked.key}” is at {asked.fields['level']}, "
                f"but {asked.fields['objective']} promises {level}.",
                mend="Ask for less, or bind it to another objective.",
                key=asked.key,
            )


def half_applies(desk: Desk) -> Iterator[Spot]:
    """At least half of a bank asks to apply, analyze, evaluate or create."""
    for bank in banks(desk):
        found = [asked.level >= APPLY for asked in bank.questions]
        if sum(found) < APPLY_SHARE * len(found):
            yield Spot(
                file=bank.path,
                line=bank.fields.line("questions"),
                reason=f"{sum(found)} of {len(found)} questions are at Apply or above.",
                mend="Turn questions about words into situations: what do you say now?",
            )


def bank_lasts(desk: Desk) -> Iterator[Spot]:
    """A bank holds twice what one attempt asks."""
    for bank in banks(desk):
        if len(bank.questions) < BANK_TIMES * bank.draw:
            yield Spot(
                file=bank.path,
                line=bank.fields.line("draw"),
                reason=f"One attempt asks {bank.draw} of {len(bank.questions)} questions.",
                mend=f"Write {BANK_TIMES * bank.draw}, so that a second try brings other ones.",
            )


def objective_lasts(desk: Desk) -> Iterator[Spot]:
    """For each objective the bank holds twice what the blueprint draws."""
    for bank in banks(desk):
        there = bank.per_objective()
        for objective, drawn in bank.blueprint.items():
            if there[objective] < BANK_TIMES * drawn:
                yield Spot(
                    file=bank.path,
                    line=bank.fields.line("blueprint", objective),
                    reason=f"The blueprint draws {drawn} of {there[objective]} questions "
                    f"for {objective}.",
                    mend=f"Write {BANK_TIMES * drawn}, or draw fewer.",
                    key=objective,
                )


def objective_without_question(desk: Desk) -> Iterator[Spot]:
    """Some question measures each objective that questions can measure."""
    measured = {asked.fields["objective"] for asked in questions(desk)}
    for module in desk.package.modules:
        path = desk.module_path(module.key)
        for place, objective in enumerate(module.objectives):
            if objective.assessed and objective.id not in measured:
                yield Spot(
                    file=path,
                    line=desk.fields(path).line("objectives", place),
                    reason=f"No question measures {objective.id}.",
                    mend="Add questions to a quiz, or say “assessed: no” where doing shows it.",
                    key=objective.id,
                )


RULES = (
    error("C408", "Level above the objective", level_above_objective),
    error("C409", "Half at Apply or above", half_applies),
    error("C410", "Size of the bank", bank_lasts),
    error("C411", "Size of the bank by objective", objective_lasts),
    error("C702", "Objective without a question", objective_without_question),
)
