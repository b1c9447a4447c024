"""Of the checked disclosures no character is lost by a reader, and none is added."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html

from gongkai.domain.content import Line
from gongkai.parse import reading
from gongkai.settings import Limits

pytestmark = pytest.mark.corpus


def by_python_docx(file: Path) -> str:
    return "".join(node.text or "" for node in docx.Document(str(file)).element.body.iter("{*}t"))


def by_lxml(file: Path) -> str:
    return str(html.fromstring(file.read_bytes()).find("body").text_content())


def by_openpyxl(file: Path) -> str:
    """Only the cells that are texts: numbers are shown by their formats."""
    cells = (cell for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row)
    return "".join(cell.value for cell in cells if isinstance(cell.value, str))


def by_eye(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030")


REFERENCES = {"docx": by_python_docx, "html": by_lxml, "xlsx": by_openpyxl, "txt": by_eye}


@pytest.mark.parametrize("format", REFERENCES)
def test_every_character_of_the_corpus_is_read(format: str, corpus: Path) -> None:
    files = [file for file in sorted(corpus.rglob(f"*.{format}")) if not file.name.startswith("scan")]
    assert files
    for file in files:
        expected, found = characters(REFERENCES[format](file)), characters(read(file, format))
        if format == "xlsx":
            assert not (expected - found), file
        else:
            assert found == expected, file


def read(file: Path, format: str) -> str:
    content = reading.read(file.read_bytes(), format, Limits())
    return "".join(
        block.text if isinstance(block, Line) else "".join(map("".join, block.texts())) for block in content.blocks
    )


def characters(text: str) -> Counter[str]:
    """All but white space and what converters left: paragraph tags, ruled lines, formula marks."""
    plain = re.sub(r"</?p>|^[-\t]+$", "", text, flags=re.MULTILINE).replace(r"$\geq 85\%$", ">=85%")
    return Counter(re.sub(r"\s", "", plain))
