"""Lines of JSON on the standard error of the moment."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator

import pytest
import structlog

from gongkai.logs import log, write_json_lines


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_goes_to_the_standard_error_of_the_moment_also_when_an_earlier_one_is_closed() -> None:
    first, second = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(first):
        write_json_lines()
        logger = log()
        logger.info("one", stage="parse.read")
    assert json.loads(first.getvalue())["stage"] == "parse.read"
    first.close()
    with contextlib.redirect_stderr(second):
        logger.info("two")
    assert json.loads(second.getvalue())["event"] == "two"
