"""The programs that make up a running installation."""

import signal

from django.conf import settings

from lms.supervision.ports import HOST
from lms.supervision.supervisor import Program

WORKER = ("celery", "-A", "lms", "worker", "--without-gossip", "--without-mingle")


def worker(name: str, *, queues: str, concurrency: int) -> Program:
    """Return a Celery worker for some queues. It may go at once: the outbox owes what is undone."""
    options = ("--queues", queues, "--concurrency", str(concurrency), "--hostname", f"{name}@%h")
    arguments = (*WORKER, *options, "--loglevel", "INFO")
    return Program(name, arguments, stop_signal=signal.SIGQUIT, death_signal=signal.SIGKILL)


def background_programs() -> list[Program]:
    """Return the workers and the clock. Ticks have a worker that no long task can fill."""
    beat = ("celery", "-A", "lms", "beat", "--scheduler", "celery.beat:Scheduler", "--pidfile=")
    programs = [
        worker("worker-tick", queues="tick", concurrency=1),
        worker("worker", queues="pdf,mail,report", concurrency=2),
        Program("beat", beat),
    ]
    if (
        settings.PRACTICE_EMBEDDING_MODEL
    ):  # one process holds the model, and only where there is one
        programs.append(worker("worker-meaning", queues="meaning", concurrency=1))
    return programs


def web_program(port: int) -> Program:
    """Return the web server: one process a core of the smallest machine we support."""
    options = ("--bind", f"{HOST}:{port}", "--workers", "2", "--timeout", "30")
    quiet = ("--no-control-socket", "--graceful-timeout", "5", "--log-level", "warning")
    return Program("web", ("gunicorn", "lms.wsgi:application", *options, *quiet))
