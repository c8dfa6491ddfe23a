"""All curricula and who may assign them, for whoever sets up an installation."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from curricula.models import Assignment, Curriculum, CurriculumCourse
from people.models import RoleGrant
from people.roles import ROLES, Permission


def lines() -> list[tuple[Curriculum, list[str], int]]:
    """Return each curriculum by slug, its courses in order and how many have it (two queries)."""
    active = Q(assignments__state=Assignment.State.ACTIVE)
    rows = Curriculum.objects.annotate(people=Count("assignments", filter=active)).order_by("slug")
    courses: dict[int, list[str]] = {}
    places = CurriculumCourse.objects.select_related("course").order_by("curriculum", "ordinal")
    for place in places:
        said = place.course.slug if place.is_required else f"{place.course.slug} (optional)"
        courses.setdefault(place.curriculum_id, []).append(said)
    return [(row, courses.get(row.pk, []), row.people) for row in rows]


def assigners(*, on: date) -> list[str]:
    """Return the active people who may assign that day and where, by name (one query)."""
    roles = [role for role, grants in ROLES.items() if _assigns(grants.permissions)]
    held = RoleGrant.objects.filter(
        role__in=roles, valid__contains=on, person__is_active=True
    ).select_related("person", "department")
    return [
        f"{grant.person.legal_name}, "
        f"{f'{grant.department.name} and below' if grant.department else 'everywhere'}"
        for grant in held.order_by("person__legal_name", "id")
    ]


def _assigns(permissions: frozenset[Permission]) -> bool:
    return Permission.ASSIGN_CURRICULUM in permissions
