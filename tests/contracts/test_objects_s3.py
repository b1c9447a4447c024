"""What only an object store behind a network has to promise."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from minio import Minio

from gongkai.adapters.objects_s3 import S3Objects
from gongkai.errors import Unavailable

LARGE = 20 * 1024**2  # more than one part


def raw(address: str) -> tuple[Minio, str]:
    credentials, _, rest = address.removeprefix("http://").rpartition("@")
    user, password = credentials.split(":")
    endpoint, bucket = rest.split("/")
    return Minio(endpoint=endpoint, access_key=user, secret_key=password, secure=False), bucket


def test_of_many_large_uploads_at_once_one_is_the_first(s3_address: str) -> None:
    objects = S3Objects(s3_address)
    objects.delete("large")
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda n: objects.put("large", b"%d" % n * LARGE, if_absent=True), range(4)))
    assert told.count(True) == 1
    assert objects.get("large") == b"%d" % told.index(True) * LARGE


def test_an_object_that_has_changed_on_its_way_is_not_handed_out(s3_address: str) -> None:
    client, bucket = raw(s3_address)
    client.put_object(
        bucket_name=bucket, object_name="torn", data=BytesIO(b"1"), length=1, metadata={"sha256": "0" * 64}
    )
    with pytest.raises(Unavailable, match="SHA-256"):
        S3Objects(s3_address).get("torn")


def test_an_object_of_another_program_is_read_too(s3_address: str) -> None:
    client, bucket = raw(s3_address)
    client.put_object(bucket_name=bucket, object_name="theirs", data=BytesIO(b"1"), length=1)
    assert S3Objects(s3_address).get("theirs") == b"1"


def test_a_missing_bucket_is_an_engine_that_is_away(s3_address: str) -> None:
    objects = S3Objects(s3_address.rpartition("/")[0] + "/no-such-bucket")
    for call in (lambda: objects.get("a"), lambda: objects.put("a", b""), lambda: list(objects.list(""))):
        with pytest.raises(Unavailable, match="NoSuchBucket"):
            call()


def test_a_wrong_password_is_an_engine_that_is_away(s3_address: str) -> None:
    with pytest.raises(Unavailable):
        S3Objects(s3_address.replace("@", "x@")).get("a")


def test_a_server_that_does_not_answer_is_an_engine_that_is_away() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        objects = S3Objects(f"http://user:password@127.0.0.1:{nobody.getsockname()[1]}/bucket")
        for call in (
            lambda: objects.get("a"),
            lambda: objects.info("a"),
            lambda: objects.put("a", b"", if_absent=True),
        ):
            with pytest.raises(Unavailable):
                call()
