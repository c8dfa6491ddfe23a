"""Fixtures for everybody: the cast, the roles of the database, real processes."""

import os

from django.conf import settings as product
from hypothesis import HealthCheck, settings

from tests.support.cast import (  # noqa: F401
    ada,
    bookings,
    dana,
    elsewhere,
    europe,
    ines,
    milo,
    northwind,
    omar,
    sign_in,
    theo,
    vera,
)
from tests.support.slow_pages import slow_down

# Tests say nothing about time: on two shared cores an example may take as long as it takes.
# Where a change is judged, examples are the same for the same code; elsewhere each run
# looks further.
settings.register_profile(
    "attune",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("attune")

slow_down(product)
