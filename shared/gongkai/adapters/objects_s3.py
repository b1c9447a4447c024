"""Objects in a bucket of any S3 server. Each carries its SHA-256, which is compared when it is read."""

from __future__ import annotations

import contextlib
import hashlib
import io
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

import urllib3
from minio import Minio
from minio.error import MinioException, S3Error
from urllib3.exceptions import HTTPError

from gongkai.errors import Unavailable
from gongkai.ports.objects import ObjectInfo, checked

_PART = 16 * 1024**2  # larger objects are uploaded in parts of this size, smaller ones held in memory
_CHUNK = 1024**2
_DIGEST = "sha256"
_TIMEOUT = urllib3.Timeout(connect=5.0, read=60.0)
_AGAIN = urllib3.Retry(
    total=3, connect=1, backoff_factor=0.2, backoff_jitter=0.2, status_forcelist=(500, 502, 503, 504)
)


class S3Objects:
    """An `ObjectStore` in a bucket, at an address such as `https://user:password@host:9000/bucket`."""

    def __init__(self, address: str) -> None:
        self._bucket = bucket_of(address)
        self._client = client(address, urllib3.PoolManager(timeout=_TIMEOUT, retries=_AGAIN))
        self._creator = client(address, _OnlyNew(timeout=_TIMEOUT, retries=False))

    def prepare(self) -> None:
        """Create the bucket if it is missing."""
        with _engine():
            if not self._client.bucket_exists(bucket_name=self._bucket):
                self._client.make_bucket(bucket_name=self._bucket)

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        """See the port. With `if_absent` the server decides, so of two writers at once exactly one is the first."""
        checked(key)
        with contextlib.ExitStack() as stack:
            whole, size, digest = stack.enter_context(_measured(data))
            with _engine(key):
                if if_absent and self.info(key):
                    return False
                return self._put(key, whole, size, digest, self._creator if if_absent else self._client)

    def get(self, key: str) -> bytes:
        """See the port."""
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        """See the port. The object has been read to its end and compared with its SHA-256 before this returns."""
        with contextlib.ExitStack() as stack:
            copy = cast(BinaryIO, stack.enter_context(tempfile.SpooledTemporaryFile(max_size=_PART)))
            with _engine(key):
                self._copy(checked(key), copy)
            copy.seek(0)
            stack.pop_all()  # the caller closes it
            return copy

    def info(self, key: str) -> ObjectInfo | None:
        """See the port."""
        with contextlib.suppress(KeyError), _engine(key):
            return _info(self._client.stat_object(bucket_name=self._bucket, object_name=checked(key)))
        return None

    def list(self, prefix: str, *, after: str = "") -> Iterator[ObjectInfo]:
        """See the port."""
        with _engine():
            for found in self._client.list_objects(
                bucket_name=self._bucket, prefix=prefix, recursive=True, start_after=after or None
            ):
                yield _info(found)

    def delete(self, key: str) -> None:
        """See the port."""
        with _engine(key):
            self._client.remove_object(bucket_name=self._bucket, object_name=checked(key))

    def _put(self, key: str, data: BinaryIO, size: int, digest: str, client: Minio) -> bool:
        try:
            client.put_object(
                bucket_name=self._bucket,
                object_name=key,
                data=data,
                length=size,
                metadata={_DIGEST: digest},
                part_size=_PART,
                num_parallel_uploads=1,
            )
        except S3Error as refused:
            if refused.code == "PreconditionFailed":
                return False
            raise
        return True

    def _copy(self, key: str, target: BinaryIO) -> None:
        response = self._client.get_object(bucket_name=self._bucket, object_name=key)
        try:
            digest = hashlib.sha256()
            for chunk in response.stream(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
            # What other programs put there carries no digest; its length is compared by the client in any case.
            if response.headers.get(f"x-amz-meta-{_DIGEST}", digest.hexdigest()) != digest.hexdigest():
                raise Unavailable("objects", f"{key} does not have the SHA-256 that it was stored with")
        finally:
            response.close()
            response.release_conn()


class _OnlyNew(urllib3.PoolManager):
    """Sends what makes an object visible under the condition that there is none, which the client has no word for.

    It does not ask again when an answer is lost: the second answer would be that another was first.
    """

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
def _measured(data: bytes | BinaryIO) -> Iterator[tuple[BinaryIO, int, str]]:
    """The data from its beginning, its size and its SHA-256; a stream is copied, to memory or to a file."""
    if isinstance(data, bytes):
        yield io.BytesIO(data), len(data), hashlib.sha256(data).hexdigest()
        return
    with tempfile.SpooledTemporaryFile(max_size=_PART) as copy:
        digest = hashlib.sha256()
        while chunk := data.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        size = copy.tell()
        copy.seek(0)
        yield cast(BinaryIO, copy), size, digest.hexdigest()


@contextlib.contextmanager
def _engine(key: str = "") -> Iterator[None]:
    try:
        yield
    except S3Error as problem:
        if problem.code == "NoSuchKey":
            raise KeyError(key) from problem
        raise Unavailable("objects", f"{problem.code}: {problem.message}") from problem
    except (MinioException, HTTPError) as problem:
        raise Unavailable("objects", str(problem)) from problem


def _info(found: Any) -> ObjectInfo:
    return ObjectInfo(found.object_name, found.size, found.last_modified.timestamp())
