"""What the strict linter knows about quizzes; the lesson kind brings these rules along."""

from quizzes.lint import blueprint, options, wording

RULES = (*options.RULES, *wording.RULES, *blueprint.RULES)
