"""The event bus on Celery: one queue for each stage, messages of plain JSON that may arrive any number of times."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError

from gongkai.adapters.broker import connect
from gongkai.errors import Unavailable
from gongkai.events import Event, to_message
from gongkai.flow import FLOW, QUEUES
from gongkai.ports.bus import PRIORITIES

if TYPE_CHECKING:
    from celery import Celery
    from redis import Redis

_PREFIX = "gongkai."
# After a failure nobody waits for the broker again for so long (seconds).
_BREATH = 1.0
# A worker whose broker is away looks for it so often (seconds).
_AGAIN = {"interval_start": 1, "interval_step": 1, "interval_max": 3}
# Between the names of a queue and a priority; kombu's own, so that what lies in a broker is understood by every release.
_SEPARATOR = "\x06\x16"


def queue_of(name: str) -> str:
    """The broker's name of a queue of the flow."""
    return f"{_PREFIX}{name}"


def list_of(name: str, priority: int) -> str:
    """The broker's list with the messages of a queue that have this priority."""
    return f"{queue_of(name)}{_SEPARATOR}{priority}" if priority else queue_of(name)


def celery_app(url: str, longest: float) -> Celery:
    """The Celery application. `longest` is the time in seconds that one message may take.

    An unacknowledged message comes back after twice that time and the sweeps for it run every two seconds: with
    kombu's own settings it is about 100 seconds later. Results are not kept, the object store has them.
    """
    from celery import Celery  # heavy, and most commands never publish

    app = Celery("gongkai", broker=url, set_as_current=False)
    app.amqp.Connection = _patient(app.amqp.Connection)
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


def _patient(connection: Any) -> Any:
    """Connections that look for a broker that is away every few seconds; Celery's own come to look every 30 only."""

    def connect(*arguments: Any, **options: Any) -> Any:
        made = connection(*arguments, **options)
        made.ensure_connection = partial(made.ensure_connection, **_AGAIN)
        return made

    return connect


def _transport(longest: float) -> dict[str, Any]:
    return {
        "visibility_timeout": 2 * longest,
        "priority_steps": list(PRIORITIES),
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
    """An `EventBus` whose handlers are Celery tasks, named as the flow names them.

    No more than `most` messages of one priority wait in a queue, so that the broker's memory has a bound.
    """

    def __init__(self, url: str, longest: float, most: int = 1000) -> None:
        self._url = url
        self._longest = longest
        self._most = most
        self._app: Celery | None = None
        self._server: Redis | None = None
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

    def publish(self, event: Event, priority: int = 0) -> bool:
        """See the port."""
        # Each is rung for, also when an earlier one was not.
        told = [self._send(name, to_message(event), priority) for name in FLOW[event.NAME]]
        return all(told)

    def depth(self) -> Mapping[str, int]:
        """See the port."""
        lines = self.lines()
        return {name: sum(lines[name, priority] for priority in PRIORITIES) for name in QUEUES.values()}

    def lines(self) -> Mapping[tuple[str, int], int]:
        """See the port."""
        places = [(name, priority) for name in QUEUES.values() for priority in PRIORITIES]
        with self._asking() as server, server.pipeline(transaction=False) as questions:
            for place in places:
                questions.llen(list_of(*place))
            return dict(zip(places, questions.execute(), strict=True))

    def _send(self, name: str, message: dict[str, Any], priority: int) -> bool:
        from kombu.exceptions import KombuError

        if time.monotonic() < self._away_until:
            raise Unavailable("broker", "was away a moment ago")
        try:
            if self._is_full(QUEUES[name], priority):
                return False
            self.app.send_task(
                name,
                args=[message],
                queue=queue_of(QUEUES[name]),
                priority=priority,
                retry=False,
                ignore_result=True,
            )
        except (KombuError, RedisError, OSError) as problem:
            self._away_until = time.monotonic() + _BREATH
            raise Unavailable("broker", str(problem)) from problem
        return True

    def _is_full(self, queue: str, priority: int) -> bool:
        waiting: Any = self._kept_open().llen(list_of(queue, priority))
        return int(waiting) >= self._most

    def _kept_open(self) -> Redis:
        with self._making:
            if self._server is None:
                self._server = connect(self._url)
            return self._server

    @contextlib.contextmanager
    def _asking(self) -> Iterator[Redis]:
        try:
            yield self._kept_open()
        except RedisError as problem:
            raise Unavailable("broker", str(problem)) from problem
