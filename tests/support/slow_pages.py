"""A server that answers late, to find tests that read a page before it has changed.

Not part of a usual run: `SLOW_PAGES=0.3 python3 manage.py test -n0 -m journey` lets every answer,
scripts and styles too, wait for so many seconds. A test that waits for what it reads passes then
as well; one that was lucky fails.
"""

import os
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SECONDS = float(os.environ.get("SLOW_PAGES", "0"))
HERE = f"{__name__}.slow_pages"


def slow_pages(get_response: Callable[[HttpRequest], HttpResponse]):
    def answer(request: HttpRequest) -> HttpResponse:
        time.sleep(SECONDS)
        return get_response(request)

    return answer


def slow_down(settings) -> None:
    """Put the wait before everything else, if one was asked for."""
    if SECONDS:
        settings.MIDDLEWARE = [HERE, *settings.MIDDLEWARE]
