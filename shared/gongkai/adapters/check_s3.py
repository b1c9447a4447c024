"""Whether a bucket is fit to hold all objects: it is there, lets us in, and may be written to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import urllib3
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from gongkai.adapters.s3_client import bucket_of, client
from gongkai.errors import CannotStart, Unavailable

SCHEMES = ("http", "https")
# Written and removed again at each start, under a prefix that nothing else lists.
_KEY = "checks/start"
_TIMEOUT = urllib3.Timeout(connect=2.0, read=10.0)
_LATER = (408, 429)  # of the 4xx those that say nothing against us


def check(address: str, shown: str) -> None:
    """CannotStart for a bucket that is not fit, `Unavailable` for a server that does not answer. `shown` has no password."""
    bucket = bucket_of(address)
    server = client(address, urllib3.PoolManager(timeout=_TIMEOUT, retries=False))
    try:
        with _answering("CONFIG_CREDENTIALS", shown):
            next(iter(server.list_objects(bucket_name=bucket, prefix=_KEY)), None)
        with _answering("CONFIG_READ_ONLY", shown):
            server.put_object(bucket_name=bucket, object_name=_KEY, data=io.BytesIO(b""), length=0)
            server.remove_object(bucket_name=bucket, object_name=_KEY)
    except ValueError as problem:  # a name that no bucket can have
        raise CannotStart("CONFIG_ADDRESS", f"{shown}: {problem}") from problem


@contextmanager
def _answering(refused: str, shown: str) -> Iterator[None]:
    """Turn what the server says into errors of ours; `refused` is the code for what it does not let us do."""
    try:
        yield
    except S3Error as problem:
        told = f"{shown}: {problem.code}"
        if problem.code == "NoSuchBucket":
            raise CannotStart("CONFIG_BUCKET", told) from problem
        if 400 <= problem.response.status < 500 and problem.response.status not in _LATER:
            raise CannotStart(refused, told) from problem
        raise Unavailable("objects", str(problem.code)) from problem
    except (MinioException, HTTPError) as problem:
        raise Unavailable("objects", type(problem).__name__) from problem
