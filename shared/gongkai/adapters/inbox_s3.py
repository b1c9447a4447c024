"""The inbox of a bucket: everything under `inbox/`, put there by any S3 client."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import urllib3
from minio.error import MinioException, S3Error
from minio.notificationconfig import NotificationConfig, PrefixFilterRule, QueueConfig
from urllib3.exceptions import HTTPError

from gongkai.adapters.s3_client import bucket_of, client
from gongkai.errors import Unavailable
from gongkai.ports.inbox import Dropped

PREFIX = "inbox/"
_TIMEOUT = urllib3.Timeout(connect=5.0, read=60.0)
_GONE = ("NoSuchKey", "PreconditionFailed")


class S3Inbox:
    """An `Inbox` at an address such as `https://user:password@host:9000/bucket`; a mark is the object's ETag."""

    def __init__(self, address: str) -> None:
        self.bucket = bucket_of(address)
        self._client = client(address, urllib3.PoolManager(timeout=_TIMEOUT))

    def announce(self, arn: str) -> None:
        """Have the server tell this target, which it has to know, of everything that is put into the inbox."""
        rule = QueueConfig(queue=arn, events=["s3:ObjectCreated:*"], prefix_filter_rule=PrefixFilterRule(PREFIX))
        config = NotificationConfig(queue_config_list=[rule])
        with _engine():
            self._client.set_bucket_notification(bucket_name=self.bucket, config=config)

    def list(self) -> Iterator[Dropped]:
        """See the port."""
        with _engine():
            for found in self._client.list_objects(bucket_name=self.bucket, prefix=PREFIX, recursive=True):
                # What stands for a folder in the windows of some programs is no file.
                if not str(found.object_name).endswith("/"):
                    yield _dropped(found)

    def info(self, key: str) -> Dropped | None:
        """See the port."""
        with contextlib.suppress(KeyError), _engine(key):
            return _dropped(self._client.stat_object(bucket_name=self.bucket, object_name=PREFIX + key))
        return None

    def open(self, dropped: Dropped) -> BinaryIO:
        """See the port. The server compares the mark; a connection that breaks is `Unavailable`, never a shorter file."""
        with _engine(dropped.key):
            answer = self._client.get_object(
                bucket_name=self.bucket,
                object_name=PREFIX + dropped.key,
                request_headers={"If-Match": f'"{dropped.mark}"'},
            )
        return cast(BinaryIO, _Body(answer))


class _Body:
    """What the server sends, as a file that is read once."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def read(self, count: int) -> bytes:
        with _engine():
            part: bytes = self._answer.read(count)
            return part

    def close(self) -> None:
        self._answer.close()
        self._answer.release_conn()

    def __enter__(self) -> _Body:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def _engine(key: str = "") -> Iterator[None]:
    try:
        yield
    except S3Error as problem:
        if problem.code in _GONE:
            raise KeyError(key) from problem
        raise Unavailable("objects", f"{problem.code}: {problem.message}") from problem
    except (MinioException, HTTPError) as problem:
        raise Unavailable("objects", type(problem).__name__) from problem


def _dropped(found: Any) -> Dropped:
    mark = str(found.etag).strip('"')
    # A listing has parts of a second, an answer about one object has not.
    modified = float(int(found.last_modified.timestamp()))
    return Dropped(str(found.object_name).removeprefix(PREFIX), found.size, modified, mark)
