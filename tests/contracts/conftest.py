"""The contracts hold on every server that there is: two of S3, two versions of Elasticsearch."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture(scope="session", params=["minio", "versitygw"])
def s3_address(engine: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """A bucket of each S3 server in turn: `http://user:password@host:port/bucket`."""
    return engine(request.param)


@pytest.fixture(scope="session", params=["elasticsearch-9.2.8", "elasticsearch-8.19.7"])
def elastic_address(engine: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """A node of each version in turn: `http://host:port`."""
    return engine(request.param)
