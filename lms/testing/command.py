"""`manage.py test`: one pytest run that holds every check and every test."""

# Two processes for the two cores of the smallest machine that we support.
WHOLE_SUITE = ["-n", "2", "--dist", "loadgroup"]


def pytest_arguments(arguments: list[str]) -> list[str]:
    """Return pytest's arguments: everything in parallel, or exactly what was asked for."""
    return arguments or WHOLE_SUITE
