"""The browser's driver runs an event loop in the test's own thread, so Django must be told that
asking the database from there is meant."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
