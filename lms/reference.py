"""Reference pages that are written from the code, so that they cannot disagree with it."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from pathlib import Path

from django.conf import settings

from common.events import Subscription
from people.roles import ROLES, Permission

MEANINGS = {
    "ENVIRONMENT": "`production`, or `demo`, `development`, `test`. Only production is strict.",
    "DATA_DIR": "Folder for files: certificates, reports, the embedded servers.",
    "COURSE_PACKAGES_DIR": "Folder with authors' course packages, a folder each, for Studio.",
    "PRACTICE_EMBEDDING_MODEL": (
        "Folder with a sentence model that compares key points by meaning, in a worker only; "
        "empty is off. See [compare by meaning](../how-to/compare-by-meaning.md)."
    ),
    "SECRET_KEY": "Long random text. Obligatory in production.",
    "SECRET_KEY_FALLBACKS": "Earlier keys, comma-separated, while you rotate.",
    "PRIVATE_TEXT_KEYS": (
        "Keys that seal what people write for themselves, newest first, comma-separated; made "
        "with `manage.py private_text_key`. Obligatory in production. Elsewhere a key file in "
        "DATA_DIR serves."
    ),
    "SITE_URL": "The address people use; certificates print it.",
    "ALLOWED_HOSTS": "Host names that are answered, comma-separated.",
    "CSRF_TRUSTED_ORIGINS": "Origins behind a proxy, comma-separated.",
    "ORGANIZATION_NAME": "Who certifies.",
    "SITE_NAME": "What the learning place is called.",
    "CERTIFICATE_SIGNATORY": "Who signs certificates.",
    "CERTIFICATE_SIGNATORY_TITLE": "What that person is.",
    "DATABASE_URL": "The runtime role's database.",
    "DATABASE_OWNER_URL": "The owner's database, for migrations.",
    "STATEMENT_TIMEOUT_MS": "How long one statement of a page may take.",
    "BROKER_URL": "Redis, Valkey or RabbitMQ.",
    "TRUSTED_PROXY_COUNT": "How many proxies stand in front; their addresses are believed.",
    "BEHIND_PROXY": "Believe X-Forwarded-Proto.",
    "SECURE_SSL_REDIRECT": "Send http to https.",
    "SECURE_HSTS_SECONDS": "How long browsers insist on https.",
    "EMAIL_BACKEND": "How mail leaves; files in the demo.",
    "EMAIL_HOST": "Mail server.",
    "EMAIL_PORT": "Its port.",
    "EMAIL_HOST_USER": "Its account.",
    "EMAIL_HOST_PASSWORD": "Its password.",
    "EMAIL_USE_TLS": "STARTTLS.",
    "DEFAULT_FROM_EMAIL": "Sender of messages.",
    "LOG_LEVEL": "How much is logged.",
    "OUTBOX_LEASE_SECONDS": "How long a worker may hold a piece of work before it is sent again.",
    "OUTBOX_KEPT_DAYS": (
        "Days for which finished work stays in the outbox before the clock deletes its row; from 1 "
        "to 36500. See [when something is late](../how-to/when-something-is-late.md)."
    ),
}
HEAD = "<!-- Written by `manage.py write_reference`; change the code, not this page. -->\n\n"


def settings_page() -> str:
    """Return the page of environment variables, read from the settings file's source."""
    source = (Path(settings.BASE_DIR) / "lms" / "settings.py").read_text()
    rows = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if getattr(node.func.value, "id", "") != "env" or not node.args:
            continue
        name = node.args[0]
        if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
            continue
        default = ast.unparse(node.args[1]) if len(node.args) > 1 else "–"
        rows.append((name.value, node.func.attr, default.replace("|", "\\|")))
    rows += [
        ("DATABASE_URL", "url", "the embedded server"),
        ("DATABASE_OWNER_URL", "url", "DATABASE_URL"),
    ]
    lines = [
        f"| `{name}` | {kind} | `{default}` | {MEANINGS[name]} |"
        for name, kind, default in sorted({row[0]: row for row in rows}.values())
    ]
    head = "# Settings\n\n| variable | type | default | meaning |\n|---|---|---|---|\n"
    return HEAD + head + "\n".join(lines) + "\n"


def permissions_page() -> str:
    """Return the page of roles and permissions."""
    columns = list(ROLES)
    head = "| permission | " + " | ".join(str(ROLES[role].label) for role in columns) + " |\n"
    head += "|---|" + "---|" * len(columns) + "\n"
    rows = [
        f"| `{permission}` | "
        + " | ".join("yes" if permission in ROLES[role].permissions else "" for role in columns)
        + " |"
        for permission in Permission
    ]
    words = [f"* **{ROLES[role].label}**: {ROLES[role].description}" for role in columns]
    intro = (
        "# Roles and permissions\n\nEverybody is a learner. Other roles are granted for a "
        "department and all below it, or everywhere, and for a time. What one may not see "
        "answers 404.\n\n"
    )
    return HEAD + intro + "\n".join(words) + "\n\n" + head + "\n".join(rows) + "\n"


def events_page(table: dict[type, list[Subscription]]) -> str:
    """Return the page of events and what each of them sets off."""
    parts = ["# Events\n\nPublished in the transaction of the change; see ADR 4.\n"]
    for event, subscriptions in table.items():
        fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(event))
        parts.append(
            f"## {event.__name__}\n\n{inspect.getdoc(event)}\n\nFrom `{event.__module__}`; "
            f"carries {fields}.\n\n"
            + "\n".join(f"* `{found.name}` in queue `{found.queue}`" for found in subscriptions)
            + "\n"
        )
    return HEAD + "\n".join(parts)


def pages() -> dict[str, str]:
    """Return every written page by its path below docs/reference/."""
    from lms.subscriptions import SUBSCRIPTIONS

    return {
        "settings.md": settings_page(),
        "permissions.md": permissions_page(),
        "events.md": events_page(SUBSCRIPTIONS),
    }
