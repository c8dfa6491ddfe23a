"""The Celery application. Every setting here answers a way in which tasks get lost.

The outbox is what guarantees; these settings keep the waits short.
"""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("attune")


DELIVERY = {
    "broker_connection_retry_on_startup": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "worker_max_tasks_per_child": 200,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_soft_shutdown_timeout": 20,
    "worker_hijack_root_logger": False,
    "worker_send_task_events": False,
    "task_soft_time_limit": 30,
    "task_time_limit": 45,
    "task_default_queue": "tick",
    "timezone": "UTC",
}
REDIS_TRANSPORT = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
}


def configure() -> None:
    """Read the broker's address from the settings and fix the delivery rules."""
    from django.conf import settings

    from lms.schedule import BEAT_SCHEDULE

    is_redis = settings.BROKER_URL.startswith("redis")
    app.conf.update(
        DELIVERY,
        broker_url=settings.BROKER_URL,
        broker_transport_options=REDIS_TRANSPORT if is_redis else {},
        beat_schedule=BEAT_SCHEDULE,
        beat_schedule_filename=str(settings.DATA_DIR / "beat-schedule"),
    )
    app.autodiscover_tasks(
        ["common", "notifications", "curricula", "practice", "quizzes", "certificates", "reports"]
    )


configure()
