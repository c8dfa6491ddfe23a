"""Shapes that every app shares, and the outbox table."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class PublicId(models.Model):
    """Give a row the identifier that the outside may see; the integer stays inside."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class OutboxRow(PublicId):
    """One reaction that is owed to one event; closed by its effect, never by the publish."""

    subscription = models.CharField(max_length=80)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    next_at = models.DateTimeField(db_default=Now())
    starts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outbox_done_or_dead",
                condition=models.Q(done_at__isnull=True) | models.Q(dead_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "next_at",
                "id",
                name="outbox_due",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "subscription", "key", "payload", "created_at", "next_at", "starts",
            "last_error", "done_at", "dead_at",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this row in the trail."""
        return self.subscription


class Heartbeat(models.Model):
    """When something that should run all the time was last alive."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "name", "at"}


class KeyedRequest(models.Model):
    """One request that carried an Idempotency-Key, and what it was answered."""

    person_uuid = models.UUIDField()
    endpoint = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    media_type = models.CharField(max_length=60, blank=True, default="")
    body = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person_uuid", "endpoint", "key"], name="common_request_key_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="common_request_asked")]

    class Privacy:
        personal: ClassVar = {"person_uuid": "erase", "key": "erase", "body": "erase"}
        retain: ClassVar = {"id", "endpoint", "fingerprint", "status", "media_type", "asked_at"}
