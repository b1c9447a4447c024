"""The networks where they work in earnest: in the isolated child, without a network and with little to read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from gongkai.parse import eyes, isolation, pipeline, warming
from gongkai.parse.pages.sight import Picture
from gongkai.settings import Limits


@pytest.mark.slow
def test_a_picture_is_read_in_the_isolated_child(sheet: Callable[..., Picture], tmp_path: Path) -> None:
    rows = [["Code", "Total"], ["2080101", "1,234.56"], ["2080199", "70.18"]]
    source = tmp_path / "scan.png"
    Image.fromarray(sheet(rows).grey).save(source)
    isolation.prepare(warming.WARM_EYES)
    found = json.loads(isolation.run(pipeline.PARSE_FILE, source, tmp_path, eyes.larger(Limits()), scans=True))
    (table,) = found["tables"]
    assert "1234.56" in json.dumps(table)
    assert (found["reader"], [notice["code"] for notice in found["notices"]][:1]) == (
        "picture+rapidocr",
        ["RECOGNISED"],
    )
