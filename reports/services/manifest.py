"""What goes with the files: who asked for what and why, over which state of the database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from common.formula import RULE
from reports.definitions import Frame, Kind
from reports.models import ReportRun

FORMAT = "CSV by RFC 4180: UTF-8 without mark, CRLF, one header line, every field quoted."
VERIFY = (
    "Compute the SHA-256 of each file (sha256sum FILE) and compare it with `sha256` here. The same "
    "values stand on the report's page and in the audit trail."
)


def iso(moment: datetime) -> str:
    """Return an instant as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def manifest(
    *,
    run: ReportRun,
    kind: Kind,
    frame: Frame,
    snapshot: str,
    snapshot_at: datetime,
    totals: dict[str, int],
    files: list[dict[str, Any]],
) -> bytes:
    """Return the manifest of a run as JSON."""
    asker = run.requested_by
    content = {
        "report": {"uuid": str(run.uuid), "kind": kind.name, "definition": kind.version},
        "requested": {
            "by": asker.legal_name,
            "by_uuid": str(asker.uuid),
            "at": iso(run.requested_at),
            "reason": run.reason,
        },
        "parameters": run.parameters,
        "scope": run.scope or "everywhere",
        "period": {"from": iso(frame.from_at), "before": iso(frame.to_at)},
        "population": kind.population,
        "snapshot": {"id": snapshot, "at": iso(snapshot_at), "isolation": "repeatable read"},
        "rows": sum(totals.values()),
        "totals": totals,
        "columns": [
            {"name": column.name, "type": column.shape.value, "meaning": column.meaning}
            for column in kind.columns_for(frame)
        ],
        "files": files,
        "format": FORMAT,
        "formula_rule": RULE,
        "verify": VERIFY,
        "software": {"name": "Attune", "version": settings.SOFTWARE_VERSION},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
