"""`manage.py test`: one pytest run that holds every check and every test."""

import os

# Two processes for the two cores of the smallest machine that we support.
WHOLE_SUITE = ["-n", "2", "--dist", "loadgroup"]


# On a server that judges a change, the order is the same for the same code: a red run can be
# played again. Everywhere else each run is shuffled anew.
SAME_ORDER = ["--randomly-seed=20261126"]


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return pytest's arguments: everything in parallel, or exactly what was asked for."""
    if arguments:
        return arguments
    return [*WHOLE_SUITE, *(SAME_ORDER if os.environ.get("CI") else [])]
