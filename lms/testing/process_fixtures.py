"""Fixtures that hand real processes to tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from lms.testing import processes
from lms.testing.broker import Broker
from lms.testing.processes import ManagedProcess

StartWorker = Callable[..., ManagedProcess]


@pytest.fixture
def process_folder() -> Path:
    """Return a folder with a short path for sockets and logs of this test."""
    folder = Path(settings.DATA_DIR) / uuid4().hex[:8]
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def valkey(process_folder: Path) -> Iterator[Broker]:
    """Return a broker of the test's own, which the Celery app of this process uses as well."""
    from lms.celery import app

    broker = Broker(process_folder)
    broker.start()
    before = app.conf.broker_url
    lead_celery_to(broker.url)
    yield broker
    lead_celery_to(before)
    if broker.server is not None:
        broker.thaw()
    broker.stop()


def lead_celery_to(url: str) -> None:
    """Make the Celery app of this process forget its connections and use another broker."""
    from kombu import pools

    from lms.celery import app

    pools.reset()
    vars(app)["_pool"] = None
    vars(app.amqp)["_producer_pool"] = None
    app.conf.update(broker_url=url)


@pytest.fixture
def site_url() -> str:
    """Return the address at which the web server of this test is reached."""
    return f"http://127.0.0.1:{processes.free_port()}"


@pytest.fixture
def process_environment(transactional_db: None, valkey: Broker, site_url: str) -> dict[str, str]:
    """Return the environment of the processes of this test."""
    return processes.child_environment(BROKER_URL=valkey.url, SITE_URL=site_url)


@pytest.fixture
def celery_worker_process(
    process_environment: dict[str, str], process_folder: Path
) -> Iterator[StartWorker]:
    """Return a function that starts a real worker on the test's database and broker."""
    with ExitStack() as stack:

        def start(
            *, queues: str = "tick,pdf,mail,report", concurrency: int = 1, **env: str
        ) -> ManagedProcess:
            worker = processes.start_worker(
                process_folder,
                queues=queues,
                concurrency=concurrency,
                env=process_environment | env,
            )
            stack.callback(worker.kill)
            return worker

        yield start


@pytest.fixture
def celery_beat_process(
    process_environment: dict[str, str], process_folder: Path
) -> Iterator[StartWorker]:
    """Return a function that starts a real beat on the test's broker; two are allowed."""
    with ExitStack() as stack:

        def start(**env: str) -> ManagedProcess:
            beat = processes.start_beat(process_folder, env=process_environment | env)
            stack.callback(beat.kill)
            return beat

        yield start


@pytest.fixture
def web_server(
    process_environment: dict[str, str], process_folder: Path, site_url: str
) -> Iterator[ManagedProcess]:
    """Return a real web server on the test's database; its address is in `.url`."""
    port = int(site_url.rsplit(":", 1)[1])
    server = processes.start_web_server(process_folder, port=port, env=process_environment)
    yield server
    server.stop()
