"""Read in another language from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import InvalidInput
from people.languages import known
from people.models import User


@transaction.atomic
def choose_language(*, language: str, by: User, at: datetime) -> str:
    """Keep a person's own choice and return it; raises InvalidInput for one that we do not have.

    The same choice again changes nothing and leaves no line.
    """
    chosen = known(language)
    if chosen is None:
        raise InvalidInput(_("This language is not available here."), field="language")
    if User.objects.filter(pk=by.pk).exclude(language=chosen).update(language=chosen):
        record(
            Verb.PERSON_CHANGED, actor=by, target=by, subject=by, at=at,
            detail={"fields": ["language"]},
        )  # fmt: skip
        by.language = chosen
    return chosen
