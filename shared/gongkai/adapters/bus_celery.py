"""The event bus on Celery: one queue for each stage, messages of plain JSON that may arrive any number of times."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from gongkai.adapters.broker import connect
from gongkai.errors import Unavailable
from gongkai.events import Event, to_message
from gongkai.flow import FLOW, QUEUES

if TYPE_CHECKING:
    from celery import Celery

_PREFIX = "gongkai."
# After a failure nobody waits for the broker again for so long (seconds).
_BREATH = 1.0


def queue_of(name: str) -> str:
    """The broker's name of a queue of the flow."""
    return f"{_PREFIX}{name}"


def celery_app(url: str, longest: float) -> Celery:
    """The Celery application. `longest` is the time in seconds that one message may take.

    An unacknowledged message comes back after twice that time and the sweeps for it run every two seconds: with
    kombu's own settings it is about 100 seconds later. Results are not kept, the object store has them.
    """
    from celery import Celery  # heavy, and most commands never publish

    app = Celery("gongkai", broker=url, set_as_current=False)
    app.conf.update(
        accept_content=["json"],
        task_serializer="json",
        result_accept_content=["json"],
        task_ignore_result=True,
        task_store_errors_even_if_ignored=False,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_acks_on_failure_or_timeout=True,
        task_create_missing_queues=True,
        task_publish_retry=False,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
        worker_enable_remote_control=False,
        worker_soft_shutdown_timeout=30.0,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=2.0,
        broker_transport_options=_transport(longest),
    )
    return app


def _transport(longest: float) -> dict[str, Any]:
    return {
        "visibility_timeout": 2 * longest,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 10,
        "unacked_key": f"{_PREFIX}unacked",
        "unacked_index_key": f"{_PREFIX}unacked_index",
        "unacked_mutex_key": f"{_PREFIX}unacked_mutex",
        "health_check_interval": 25,
        "socket_connect_timeout": 2.0,
        "socket_keepalive": True,
        "retry_on_timeout": True,
        # Whoever publishes is told at once that the broker is away; by itself kombu would try for two seconds.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
    }


class CeleryBus:
    """An `EventBus` whose handlers are Celery tasks, named as the flow names them."""

    def __init__(self, url: str, longest: float) -> None:
        self._url = url
        self._longest = longest
        self._app: Celery | None = None
        self._making = threading.Lock()
        self._away_until = 0.0

    @property
    def app(self) -> Celery:
        """The Celery application, made when it is first needed."""
        # Celery's own modules fill themselves as they are used, which is not safe when two threads begin at once.
        with self._making:
            if self._app is None:
                self._app = celery_app(self._url, self._longest)
            return self._app

    def publish(self, event: Event) -> None:
        """See the port."""
        for name in FLOW[event.NAME]:
            self._send(name, to_message(event))

    def depth(self) -> Mapping[str, int]:
        """See the port."""
        try:
            with connect(self._url) as server:
                return {name: int(server.llen(queue_of(name))) for name in QUEUES.values()}
        except RedisError as problem:
            raise Unavailable("broker", str(problem)) from problem

    def firsts(self) -> Mapping[str, bytes | None]:
        """The message that is taken next from each queue, as it lies there; a worker that hears changes it."""
        try:
            with connect(self._url) as server:
                return {name: server.lindex(queue_of(name), -1) for name in QUEUES.values()}
        except RedisError as problem:
            raise Unavailable("broker", str(problem)) from problem

    def _send(self, name: str, message: dict[str, Any]) -> None:
        from kombu.exceptions import KombuError

        if time.monotonic() < self._away_until:
            raise Unavailable("broker", "was away a moment ago")
        try:
            self.app.send_task(name, args=[message], queue=queue_of(QUEUES[name]), retry=False, ignore_result=True)
        except (KombuError, RedisError, OSError) as problem:
            self._away_until = time.monotonic() + _BREATH
            raise Unavailable("broker", str(problem)) from problem
