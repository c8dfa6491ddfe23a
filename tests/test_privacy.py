"""Every model says which of its fields are personal and what becomes of them."""

from __future__ import annotations

import pytest
from django.apps import apps

OURS = {
    "audit", "certificates", "common", "courses", "curricula", "enrollments", "notifications",
    "people", "practice", "quizzes", "reports",
}  # fmt: skip
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in OURS and not model._meta.auto_created
]


def undeclared(model) -> list[str]:
    declaration = model.__dict__.get("Privacy")
    if declaration is None:
        return ["no Privacy class"]
    fields = {f.name for f in [*model._meta.fields, *model._meta.many_to_many]}
    personal, retain = set(declaration.personal), set(declaration.retain)
    problems = [f"{name} stands nowhere" for name in fields - personal - retain]
    problems += [f"{name} stands twice" for name in personal & retain]
    problems += [f"{name} is no field" for name in (personal | retain) - fields]
    problems += [
        f"{name}: {what}?"
        for name, what in declaration.personal.items()
        if what not in {"erase", "pseudonymise"}
    ]
    return problems


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_once(model):
    assert undeclared(model) == []


def test_the_guard_sees_a_field_that_stands_nowhere():
    from people.models import User

    class Forgetful(User):
        class Meta:
            proxy = True
            app_label = "people"

        class Privacy:
            personal: dict[str, str] = {}
            retain = {"id"}

    try:
        assert "email stands nowhere" in undeclared(Forgetful)
    finally:
        del apps.all_models["people"]["forgetful"]
        apps.clear_cache()
