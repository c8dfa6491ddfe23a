"""Compare a rated reply by meaning, in a worker: its words are unsealed here and kept nowhere."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from practice.feedback.embedding.folder import ModelProblem
from practice.feedback.embedding.meaning import Encoder, found_by_meaning
from practice.feedback.embedding.onnx import load
from practice.models import MeaningHint, Try
from practice.selectors.listening.meaning import is_on, may_be_compared, to_compare

log = structlog.get_logger(__name__)
Found = dict[str, bool]


def compare_owed(payload: dict[str, Any]) -> Found | None:
    """Return by key point whether one reply gives it back by meaning; None for nothing to compare.

    Raises ModelProblem where the operator's model cannot be used: the work waits until it can.
    """
    own_try = Try.objects.filter(uuid=payload["try_uuid"]).first()
    if own_try is None or not may_be_compared(own_try):
        return None
    found = to_compare(own_try)
    if found is None:
        return None
    return found_by_meaning(
        found.points, found.reply, encoder=_encoder(settings.PRACTICE_EMBEDDING_MODEL)
    )


@transaction.atomic
def keep_hint(payload: dict[str, Any], found: Found | None, at: datetime) -> None:
    """Keep what was found, unless its try or its words went meanwhile. Twice is once."""
    if not found or not is_on():
        return
    rows = Try.objects.select_for_update(of=("self",)).filter(
        uuid=payload["try_uuid"], answer__isnull=False
    )
    own_try = rows.exclude(state=Try.State.WRITTEN).first()
    if own_try is not None:
        MeaningHint.objects.get_or_create(
            own_try=own_try, defaults={"points": found, "compared_at": at}
        )


def _encoder(path: str) -> Encoder:
    try:
        return _loaded(path)
    except ModelProblem as problem:
        log.warning("practice_model_unusable", problem=str(problem))
        raise


@lru_cache(maxsize=1)
def _loaded(path: str) -> Encoder:
    return load(Path(path))
