"""Objects in a bucket of any S3 server. Each carries its SHA-256, which is compared when it is read."""

from __future__ import annotations

import contextlib
import hashlib
import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, TypeVar, cast

import urllib3
from minio import Minio
from minio.error import S3Error

from gongkai.adapters.measured import IN_MEMORY, measured
from gongkai.adapters.s3_client import OnlyNew, Passing, bucket_of, client, engine, signer, unfinished
from gongkai.ports.objects import ObjectInfo, checked

Result = TypeVar("Result")

_PART = 16 * 1024**2  # larger objects are uploaded in parts of this size
_CHUNK = 1024**2
_PAGE = 1_000  # keys that a server lists at once
_DIGEST, _WRITER = "sha256", "writer"
_TIMEOUT = urllib3.Timeout(connect=5.0, read=60.0)
# As many as a process has threads that store and fetch; more would be opened anew for each request.
_CONNECTIONS = 32
_TRIES = 4
_PAUSE = 0.2  # seconds before the second try; each later one waits twice as long, and up to half as long again
_PATIENCE = 10.0  # seconds after which nothing is tried again
_DAY = 86_400.0
_INBOX = "inbox/"  # where others upload, in parts of their own


class S3Objects:
    """An `ObjectStore` in a bucket, at an address such as `https://user:password@host:9000/bucket`.

    `public` is where those who download reach the same server, as `https://files.example.org`; without it there are no links.
    """

    def __init__(self, address: str, public: str | None = None, pause: Callable[[float], None] = time.sleep) -> None:
        self._bucket = bucket_of(address)
        self._client = client(address, urllib3.PoolManager(timeout=_TIMEOUT, retries=False, maxsize=_CONNECTIONS))
        self._creator = client(address, OnlyNew(timeout=_TIMEOUT, retries=False, maxsize=_CONNECTIONS))
        self._signer = signer(address, public) if public else None
        self._pause = pause

    def prepare(self) -> None:
        """Create the bucket if it is missing."""
        with engine():
            if not self._client.bucket_exists(bucket_name=self._bucket):
                self._client.make_bucket(bucket_name=self._bucket)

    def put(self, key: str, data: bytes | BinaryIO, *, if_absent: bool = False) -> bool:
        """See the port. With `if_absent` the server decides, so of two writers at once exactly one is the first."""
        checked(key)
        if if_absent and self.info(key):
            return False
        with measured(data) as (whole, size, digest):
            sent = self._create if if_absent else self._replace
            about = {_DIGEST: digest, _WRITER: uuid.uuid4().hex}
            return self._tried(key, lambda: sent(key, whole, size, about))

    def get(self, key: str) -> bytes:
        """See the port."""
        with self.open(key) as stream:
            return stream.read()

    def open(self, key: str) -> BinaryIO:
        """See the port. The object has been read to its end and compared with its SHA-256 before this returns."""
        checked(key)
        with contextlib.ExitStack() as stack:
            copy = cast(BinaryIO, stack.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)))
            self._tried(key, lambda: self._copy(key, copy))
            copy.seek(0)
            stack.pop_all()  # the caller closes it
            return copy

    def info(self, key: str) -> ObjectInfo | None:
        """See the port."""
        checked(key)
        with contextlib.suppress(KeyError):
            return self._tried(key, lambda: _info(self._client.stat_object(bucket_name=self._bucket, object_name=key)))
        return None

    def list(self, prefix: str, *, after: str = "") -> Iterator[ObjectInfo]:
        """See the port."""
        while True:
            page = self._tried("", partial(self._listed, prefix, after))
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].key

    def delete(self, key: str) -> None:
        """See the port."""
        checked(key)
        self._tried(key, lambda: self._client.remove_object(bucket_name=self._bucket, object_name=key))

    def link(self, key: str, *, disposition: str, media_type: str, seconds: int) -> str | None:
        """See the port."""
        if self._signer is None:
            return None
        return self._signer.presigned_get_object(
            bucket_name=self._bucket,
            object_name=checked(key),
            expires=timedelta(seconds=seconds),
            response_headers={
                "response-content-disposition": disposition,
                "response-content-type": media_type,
                "response-cache-control": "private, no-store",
            },
        )

    def sweep(self, age: float = _DAY) -> int:
        """See the port. Servers differ in whether they have a rule for this, and keep the parts for ever without one."""
        with engine():
            oldest = time.time() - age
            left = [
                upload
                for upload in unfinished(self._client, self._bucket)
                if upload.initiated_time.timestamp() < oldest and not upload.object_name.startswith(_INBOX)
            ]
            for upload in left:
                self._client._abort_multipart_upload(
                    bucket_name=self._bucket, object_name=upload.object_name, upload_id=upload.upload_id
                )
            return len(left)

    def _tried(self, key: str, do: Callable[[], Result]) -> Result:
        """Do it, and again a few times when it may well go otherwise then."""
        begun = time.monotonic()
        for tried in range(_TRIES):
            try:
                with engine(key):
                    return do()
            except Passing:
                if tried + 1 == _TRIES or time.monotonic() - begun > _PATIENCE:
                    raise
            self._pause(_PAUSE * 2**tried * random.uniform(1, 1.5))  # noqa: S311 - not a secret
        raise AssertionError("the last try returns or raises")

    def _replace(self, key: str, data: BinaryIO, size: int, about: dict[str, str]) -> bool:
        self._send(self._client, key, data, size, about)
        return True

    def _create(self, key: str, data: BinaryIO, size: int, about: dict[str, str]) -> bool:
        try:
            self._send(self._creator, key, data, size, about)
        except S3Error as refused:
            if refused.code != "PreconditionFailed":
                raise
            # Perhaps it was an earlier try, whose answer was lost, that came first.
            found = self._client.stat_object(bucket_name=self._bucket, object_name=key).metadata or {}
            return bool(found.get(f"x-amz-meta-{_WRITER}") == about[_WRITER])
        return True

    def _send(self, requests: Minio, key: str, data: BinaryIO, size: int, about: dict[str, str]) -> None:
        """The server compares what arrives with the checksum of the request or of each part."""
        data.seek(0)
        requests.put_object(
            bucket_name=self._bucket,
            object_name=key,
            data=data,
            length=size,
            metadata=cast(Any, about),
            part_size=_PART,
            num_parallel_uploads=1,
        )

    def _listed(self, prefix: str, after: str) -> Sequence[ObjectInfo]:
        found = self._client.list_objects(
            bucket_name=self._bucket, prefix=prefix, recursive=True, start_after=after or None
        )
        return [_info(one) for one in islice(found, _PAGE)]

    def _copy(self, key: str, target: BinaryIO) -> None:
        target.seek(0)
        target.truncate()
        response = self._client.get_object(bucket_name=self._bucket, object_name=key)
        try:
            digest = hashlib.sha256()
            for chunk in response.stream(_CHUNK):
                digest.update(chunk)
                target.write(chunk)
            # What other programs put there carries no digest; its length is compared by the client in any case.
            if response.headers.get(f"x-amz-meta-{_DIGEST}", digest.hexdigest()) != digest.hexdigest():
                raise Passing("objects", f"{key} does not have the SHA-256 that it was stored with")
        finally:
            response.close()
            response.release_conn()


def _info(found: Any) -> ObjectInfo:
    return ObjectInfo(found.object_name, found.size, found.last_modified.timestamp())
