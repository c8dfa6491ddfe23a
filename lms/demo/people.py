"""Make the people of Northwind Assistance: who they are, where they work, what they may do."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import unicodedata
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from psycopg2.extras import DateRange

from lms.demo.cast import BY_KEY
from lms.demo.company import CERTIFICATE_NAMES, PORTUGAL, REGIONS, TEAMS, Place, Team
from people.models import Department, Employment, RoleGrant, User
from people.roles import Role

COMPANY = "Northwind Assistance"
FOUNDED_ON = dt.date(2016, 4, 1)


@dataclass
class Company:
    """What the history needs: departments and the cast by name."""

    departments: dict[str, Department]
    cast: dict[str, User]


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain.lower() if letter.isalnum())


def _departments() -> dict[str, Department]:
    found = {COMPANY: Department.objects.create(name=COMPANY)}
    for region in REGIONS:
        found[region] = Department.objects.create(name=region, parent=found[COMPANY])
    for team in TEAMS:
        found[team.name] = Department.objects.create(name=team.name, parent=found[team.region])
    for department in found.values():
        department.refresh_from_db()
    return found


def _cast(on: dt.date) -> dict[str, User]:
    zones = {"ines": "America/Sao_Paulo"}
    return {
        key: User(
            email=member.email,
            legal_name=member.name,
            employee_number=f"NW-{1001 + place:04d}",
            time_zone=zones.get(key, PORTUGAL.zone),
            password=make_password(None),
        )
        for place, (key, member) in enumerate(BY_KEY.items())
    }


def _names(place: Place, chance: random.Random) -> itertools.chain[tuple[str, str]]:
    pairs = list(itertools.product(place.given, place.family))
    chance.shuffle(pairs)
    return itertools.chain(pairs)


def _crowd(
    team: Team, names: itertools.chain[tuple[str, str]], numbers: itertools.count[int], count: int
) -> list[User]:
    people = []
    for given, family in itertools.islice(names, count):
        number = next(numbers)
        name = f"{given} {family}"
        people.append(
            User(
                email=f"{_ascii(given)}.{_ascii(family)}.{number}@northwind.example",
                legal_name=name,
                certificate_name=CERTIFICATE_NAMES.get(name, ""),
                employee_number=f"NW-{number:04d}",
                language=team.place.language,
                time_zone=team.place.zone,
                password=make_password(None),
            )
        )
    return people


def _hired_on(chance: random.Random, today: dt.date, *, is_lead: bool) -> dt.date:
    if is_lead:
        return today - dt.timedelta(days=chance.randrange(900, 2600))
    # Most have been here for years; every tenth came within the last months.
    days = chance.randrange(20, 170) if chance.random() < 0.1 else chance.randrange(420, 2400)
    return today - dt.timedelta(days=days)


def _spell(
    person: User, department: Department, title: str, hired_on: dt.date, manager: User | None
) -> Employment:
    return Employment(
        person=person, department=department, job_title=title, manager=manager,
        hired_on=hired_on, valid=DateRange(hired_on, None),
    )  # fmt: skip


def _office(company: Company, today: dt.date) -> list[Employment]:
    long_ago = today - dt.timedelta(days=1900)
    posts = {
        "omar": ("Europe", "HR partner"), "ines": ("Americas", "HR partner"),
        "vera": (COMPANY, "Internal auditor"), "theo": (COMPANY, "Head of Learning"),
        "ada": (COMPANY, "Platform engineer"),
    }  # fmt: skip
    return [
        _spell(company.cast[key], company.departments[where], title, long_ago, None)
        for key, (where, title) in posts.items()
    ]


def _roles(company: Company, leads: list[tuple[User, Department]]) -> list[RoleGrant]:
    always = DateRange(FOUNDED_ON, None)
    where = company.departments
    posts: list[tuple[str, Role, Department | None]] = [
        ("omar", Role.HR, where["Europe"]), ("ines", Role.HR, where["Americas"]),
        ("ines", Role.HR, where["Asia"]), ("vera", Role.AUDITOR, None),
        ("theo", Role.AUTHOR, None), ("ada", Role.ADMIN, None),
    ]  # fmt: skip
    grants = [
        RoleGrant(person=company.cast[key], role=role, department=department, valid=always)
        for key, role, department in posts
    ]
    return grants + [
        RoleGrant(person=lead, role=Role.MANAGER, department=department, valid=always)
        for lead, department in leads
    ]


def build_company(*, today: dt.date, chance: random.Random) -> Company:
    """Make 240 people in nine departments of four countries, the cast among them."""
    company = Company(_departments(), _cast(today))
    User.objects.bulk_create(company.cast.values())
    spells = _office(company, today)
    leads: list[tuple[User, Department]] = []
    numbers = itertools.count(1100)
    names = {team.place.country: _names(team.place, chance) for team in TEAMS}
    for team in TEAMS:
        named = [company.cast["milo"], company.cast["dana"]] if team.lead else []
        crowd = _crowd(team, names[team.place.country], numbers, team.people - len(named))
        User.objects.bulk_create(crowd)
        lead, *agents = [*named, *crowd]
        department = company.departments[team.name]
        leads.append((lead, department))
        hired_on = _hired_on(chance, today, is_lead=True)
        spells.append(_spell(lead, department, "Team lead", hired_on, None))
        spells += [
            _spell(agent, department, team.job_title, _first_day(agent, chance, today), lead)
            for agent in agents
        ]
    Employment.objects.bulk_create(spells)
    RoleGrant.objects.bulk_create(_roles(company, leads))
    return company


def _first_day(agent: User, chance: random.Random, today: dt.date) -> dt.date:
    if agent.email == BY_KEY["dana"].email:
        return today - dt.timedelta(days=21)
    return _hired_on(chance, today, is_lead=False)
