"""The people who stand in the demo, in tests and in pictures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CastMember:
    """One of the cast: how they sign in and what to look at as them."""

    key: str
    email: str
    name: str
    role: Promise
    hint: Promise


CAST: tuple[CastMember, ...] = (
    CastMember(
        "dana", "dana@northwind.example", "Dana Whitfield-Šimić", _("Learner"),
        _("Phone agent in Bookings, in her first month. Start with Today."),
    ),
    CastMember(
        "omar", "omar@northwind.example", "Omar Haddou", _("HR, Europe"),
        _("Assigns the curriculum and follows who is on track."),
    ),
    CastMember(
        "ines", "ines@northwind.example", "Ines Calderón", _("HR, Americas and Asia"),
        _("Sees her own regions and nothing of Europe."),
    ),
    CastMember(
        "milo", "milo@northwind.example", "Milo Ferreira", _("Manager of Bookings"),
        _("Sees the state and dates of his people, never an answer."),
    ),
    CastMember(
        "vera", "vera@northwind.example", "Vera Castellanos", _("Auditor"),
        _("Downloads reports and reads the audit trail."),
    ),
    CastMember(
        "theo", "theo@northwind.example", "Theo Lindqvist", _("Author"),
        _("Writes the course and publishes it. Look at Studio."),
    ),
    CastMember(
        "ada", "ada@northwind.example", "Ada Okafor", _("Operator"),
        _("Keeps the installation running. See Status."),
    ),
)  # fmt: skip

BY_KEY = {member.key: member for member in CAST}
