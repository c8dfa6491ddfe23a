"""Structured logs: one JSON line per event, ids only. No names, no texts, no answers, no secrets.

Messages of exceptions may carry all of those (a database error quotes the row), so only the type
and the places in the code are written.
"""

from __future__ import annotations

import logging.config
import re
import sys
import traceback
from typing import Any

import structlog

SECRETS_IN_PATHS = re.compile(
    r"(?<=/v/)[^/]+|(?<=/reset/key/)[^/]+|(?<=/confirm-email/)[^/]+"
    # What somebody does for themselves, stepping out of a scene above all, is told to nobody.
    r"|(?<=/my/practice/).+|(?<=/my/calls/).+|(?<=/my/live/).+|(?<=/my/year/).+"
    r"|(?<=/my/space/).+|(?<=/my/listening/).+"
    r"|(?<=/my/role-play-runs/).+|(?<=/my/listening-tries/).+"
    r"|(?<=/lessons/)[^/]+/(?:runs|reading)/|(?<=/lessons/)[^/]+/(?:live|calls|exercises|notes)/.*"
)
DROPPED = ("user_agent", "ip")
HARMLESS = frozenset({"name", "id", "runtime", "queue"})  # what Celery may say of a task


class _Harmless(dict[str, Any]):
    """The arguments of a library's message, all but the harmless ones blotted out."""

    def __missing__(self, name: str) -> str:
        return "…"


def without_words(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Replace an exception by its type and the places it passed."""
    found = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if found is True or found == (None, None, None):
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0] is not None:
        kind, _error, trace = found
        event["exception"] = f"{kind.__module__}.{kind.__qualname__}"
        event["places"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
        ][-25:]
    return event


def without_secrets(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Cut query strings and codes out of requests, and drop what identifies a browser."""
    for name in DROPPED:
        event.pop(name, None)
    for name in ("request", "path"):
        if isinstance(event.get(name), str):
            event[name] = SECRETS_IN_PATHS.sub("…", event[name].split("?", 1)[0])
    return event


def without_arguments(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Keep the words of a library's message and drop what it would put into them."""
    record, given = event.get("_record"), event.pop("positional_args", ())
    if isinstance(record, logging.LogRecord) and record.name.startswith(("django", "celery")):
        event["event"] = _blotted(str(record.msg), given)
    return event


def _blotted(words: str, given: Any) -> str:
    if not isinstance(given, dict):
        return words
    try:
        return words % _Harmless({name: given[name] for name in given if name in HARMLESS})
    except (TypeError, ValueError):
        return words


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    without_arguments,
    without_secrets,
    without_words,
]
FORMATTER = {
    "()": structlog.stdlib.ProcessorFormatter,
    "foreign_pre_chain": [structlog.stdlib.ExtraAdder(allow=()), *SHARED],
    "keep_exc_info": False,
    "pass_foreign_args": True,
    "processors": [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ],
}
OURS = ("common", "people", "certificates", "reports", "lms", "celery", "django_structlog")
TALKATIVE = ("django", "django.request", "weasyprint", "weasyprint.progress", "fontTools")


def configure(_: dict[str, Any]) -> None:
    """Set up logging; Django calls this instead of its own configuration."""
    from django.conf import settings

    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    ours = {"handlers": ["stderr"], "level": settings.LOG_LEVEL, "propagate": False}
    quiet = {"handlers": ["stderr"], "level": "ERROR", "propagate": False}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": FORMATTER},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": dict.fromkeys(OURS, ours) | dict.fromkeys(TALKATIVE, quiet),
        }
    )
