"""Clients of an S3 server, and what becomes of its complaints."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from gongkai.errors import Full, Unavailable

_REGION = "us-east-1"  # of servers that have none, and of links, for which nobody is asked
# What another try may well be answered otherwise: the server was busy, or the bytes were torn on their way.
_PASSING = frozenset(
    {
        "BadDigest", "ConditionalRequestConflict", "IncompleteBody", "InternalError", "RequestTimeout", "ServiceUnavailable",
        "SlowDown", "SlowDownRead", "SlowDownWrite", "XAmzContentSHA256Mismatch",
    }
)  # fmt: skip
_NO_ROOM = 507


class Passing(Unavailable):
    """What may be over by the next try."""


class OnlyNew(urllib3.PoolManager):
    """Sends what makes an object visible under the condition that there is none, which the client has no word for."""

    def urlopen(self, method: str, url: str, redirect: bool = True, **options: Any) -> Any:  # type: ignore[override]
        parts = "uploadId=" in url
        if method == ("POST" if parts else "PUT"):
            options["headers"]["If-None-Match"] = "*"
        return super().urlopen(method, url, redirect, **options)


def bucket_of(address: str) -> str:
    """The bucket that the address names."""
    return urlsplit(address).path.strip("/")


def client(address: str, requests: urllib3.PoolManager) -> Minio:
    """A client of the server at the address, which sends its requests by the given pool."""
    given = urlsplit(address)
    return Minio(
        endpoint=given.netloc.rpartition("@")[2],
        access_key=unquote(given.username or "") or None,
        secret_key=unquote(given.password or "") or None,
        secure=given.scheme == "https",
        http_client=requests,
    )


@contextlib.contextmanager
def engine(key: str = "") -> Iterator[None]:
    """What the server or the way to it complains of, by its consequence: `KeyError`, `Passing` or `Unavailable`."""
    try:
        yield
    except S3Error as problem:
        if problem.code == "NoSuchKey":
            raise KeyError(key) from problem
        if problem.response.status == _NO_ROOM:
            raise Full(
                "objects", "磁盘已满，对象存储停止写入。The disk is full: the object store has stopped writing."
            ) from problem
        kind = Passing if problem.code in _PASSING or problem.response.status >= 500 else Unavailable
        raise kind("objects", f"{problem.code}: {problem.message}") from problem
    except (MinioException, HTTPError) as problem:
        raise Passing("objects", str(problem)) from problem


def signer(address: str, public: str) -> Minio:
    """A client that only signs, for the host that others know the server by."""
    given = urlsplit(public)
    return Minio(
        endpoint=given.netloc,
        access_key=unquote(urlsplit(address).username or "") or None,
        secret_key=unquote(urlsplit(address).password or "") or None,
        secure=given.scheme == "https",
        region=_REGION,
    )


def unfinished(requests: Minio, bucket: str) -> Iterator[Any]:
    """Every upload in parts that was begun and not completed; only whole listings find all of them on MinIO."""
    page: Any = requests._list_multipart_uploads(bucket_name=bucket)
    while True:
        yield from page.uploads
        if not page.is_truncated:
            return
        page = requests._list_multipart_uploads(
            bucket_name=bucket, key_marker=page.next_key_marker, upload_id_marker=page.next_upload_id_marker
        )
