"""The reader is chosen by the format, and nothing is silently empty."""

from __future__ import annotations

import pytest

from gongkai.errors import Refused
from gongkai.formats import FORMATS
from gongkai.parse import reading
from gongkai.settings import Limits


def test_every_format_that_is_taken_in_has_a_reader() -> None:
    assert set(reading.READERS) == {format.name for format in FORMATS.values() if format.read}


def test_a_document_without_text_says_so() -> None:
    content = reading.read(b" \n\t\n", "txt", Limits())
    assert [notice.code for notice in content.notices] == ["NO_TEXT"]


@pytest.mark.parametrize(("data", "format", "code"), [(b"", "txt", "EMPTY"), (b"x", "zip", "UNSUPPORTED")])
def test_what_cannot_be_read_is_refused(data: bytes, format: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        reading.read(data, format, Limits())
    assert caught.value.code == code
