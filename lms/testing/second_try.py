"""Where a change is judged (`CI` is set), a test with other processes may try a second time.

A browser, a broker or a killed worker is as quick as the machine lets it be, and a judging machine
is often a busy one. Both tries are told at the end of the run. Whatever runs in one process alone
has no excuse and is never tried again; nor is anything on a machine of our own.
"""

import os

import pytest

MARKS = ("journey", "faults")
FIXTURES = {"live_server", "process_folder"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that may fail once."""
    if not os.environ.get("CI"):
        return
    for item in items:
        if has_other_processes(item):
            item.add_marker(pytest.mark.flaky(reruns=1))


def has_other_processes(item: pytest.Item) -> bool:
    """Say whether a browser, a server, a broker or a worker takes part in a test."""
    used = FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(used) or any(item.get_closest_marker(mark) for mark in MARKS)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what failed at first, so that a second try hides nothing."""
    again = terminalreporter.stats.get("rerun", [])
    if not again:
        return
    terminalreporter.section("Tried a second time")
    for report in again:
        terminalreporter.write_line(f"{report.nodeid} ({report.when})")
        terminalreporter.write_line(str(report.longrepr))
