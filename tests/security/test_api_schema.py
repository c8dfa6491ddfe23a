"""Every operation that the API's description names, with wrong types everywhere, as every role."""

from __future__ import annotations

import json
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.security.rows import ROLES_OF
from tests.security.targets import ABSENT

WRONG = [None, True, -1, 2**63, 1.5, "x", "", [], {}, [None], {"a": 1}, "\ud800"]


def operations():
    schema = Client().get("/api/v1/schema/?format=json").json()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation, schema["components"]["schemas"]


def addresses(path, operation):
    """Yield the address with each parameter wrong in turn."""
    places = [p["name"] for p in operation.get("parameters", []) if p["in"] == "path"]
    words = [[ABSENT, "x", "-1", "9" * 40, "%F0%9F%98%80"] for _ in places]
    for values in product(*words) if len(places) < 2 else zip(*words, strict=True):
        yield path.format(**dict(zip(places, values, strict=True)))
    plain = path.format(**dict.fromkeys(places, ABSENT))
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            for value in ("x", "-1", "[]", "9" * 400, "%F0%9F%98%80", "cD1hYmM="):
                yield f"{plain}?{parameter['name']}={value}&{parameter['name']}=y"


def bodies(operation, schemas):
    """Yield bodies with each field of each wrong type, and with all of them."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
    fields = list(schemas.get(name, {}).get("properties", {}))
    for value in WRONG:
        yield dict.fromkeys(fields, value)
        yield value
    for field in fields:
        yield from ({field: value} for value in WRONG)


def is_routed(address):
    try:
        resolve(address.split("?", maxsplit=1)[0])
    except Resolver404:
        return False  # no endpoint of ours: the page that says so
    return True


@pytest.mark.slow
@pytest.mark.parametrize("who", ["anonymous", "dana", "milo", "omar", "vera", "ada"])
def test_wrong_types_are_refused_in_words(world, who):
    assert who in ROLES_OF
    client, asked = world.client(who), 0
    for path, method, operation, schemas in operations():
        sent = list(bodies(operation, schemas)) if method != "get" else [None]
        for address, body in [
            *((address, sent[0]) for address in addresses(path, operation)),
            *((next(addresses(path, operation)), body) for body in sent),
        ]:
            more = {} if method == "get" else {
                "data": json.dumps(body), "content_type": "application/json",
            }  # fmt: skip
            with transaction.atomic():
                response = getattr(client, method)(address, **more)
                transaction.set_rollback(True)
            asked += 1
            what = f"{method} {address} {body!r}"
            assert response.status_code < 500, what
            if response.status_code >= 400 and is_routed(address):
                assert response.headers["Content-Type"] == "application/problem+json", what
                assert response.json()["status"] == response.status_code
    assert asked > 150
