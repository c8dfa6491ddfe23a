from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId


class AuditEvent(PublicId):
    """One line of who did what to whom, written in the transaction of the change itself.

    No foreign keys: the log must neither block nor follow the life of what it tells about.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_uuid = models.UUIDField(null=True, blank=True)
    actor_label = models.CharField(max_length=200)
    target_kind = models.CharField(max_length=60)
    target_uuid = models.UUIDField()
    target_label = models.CharField(max_length=300)
    subject_uuid = models.UUIDField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    detail = models.JSONField(default=dict)
    xid = models.BigIntegerField(
        db_default=models.Func(
            template="(pg_current_xact_id()::text::bigint)", output_field=models.BigIntegerField()
        )
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["target_uuid", "id"], name="audit_target"),
            models.Index(fields=["subject_uuid", "id"], name="audit_subject"),
            models.Index(fields=["verb", "id"], name="audit_verb"),
            models.Index(fields=["-id"], name="audit_latest"),
        ]

    class Privacy:
        personal: ClassVar = {
            "actor_label": "pseudonymise",
            "target_label": "pseudonymise",
            "reason": "pseudonymise",
            "detail": "pseudonymise",
        }
        retain: ClassVar = {
            "id", "uuid", "at", "verb", "actor_uuid", "target_kind", "target_uuid",
            "subject_uuid", "xid",
        }  # fmt: skip
