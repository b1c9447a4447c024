"""What the narrative's tests share: text lines told as a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.domain.content import Line
from gongkai.domain.disclosure import Disclosure
from gongkai.domain.places import Place
from gongkai.parse.narrative import narrate

Tell = Callable[..., Disclosure]


@pytest.fixture
def tell() -> Tell:
    """Narrates some whole paragraphs, one line of the document each."""

    def told(*texts: str, unit: str | None = None) -> Disclosure:
        lines = [Line(text, Place(line=number), whole=True) for number, text in enumerate(texts, 1)]
        return narrate(lines, unit=unit)

    return told
