"""Where the engines of the distributed mode listen: `deploy/engines/run` says so, and without it they are skipped."""

from __future__ import annotations

import os

import pytest


def _address(name: str) -> str:
    return os.environ.get(name) or pytest.skip(f"no engine at {name} (deploy/engines/run starts it)")


@pytest.fixture
def s3_address() -> str:
    """A bucket: `http://user:password@host:port/bucket`."""
    return _address("GONGKAI_TEST_S3")


@pytest.fixture
def elastic_address() -> str:
    """A node: `http://host:port`."""
    return _address("GONGKAI_TEST_ES")


@pytest.fixture
def redis_address() -> str:
    """A server: `redis://:password@host:port/0`."""
    return _address("GONGKAI_TEST_REDIS")
