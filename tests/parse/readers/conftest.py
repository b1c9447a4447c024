"""Small office files written part by part, for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from gongkai.domain.content import Content, Grid, Line
from gongkai.settings import Limits

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Make = Callable[..., bytes]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def shown(content: Content) -> list[object]:
    """The lines as texts and the grids as lists of rows."""
    return [block.text if isinstance(block, Line) else block.texts() for block in content.blocks]


def only_grid(content: Content) -> Grid:
    (grid,) = content.grids()
    return grid


def relations(targets: dict[str, str]) -> str:
    """A relations part: targets by kind; a number behind the kind only tells several of one kind apart."""
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


@pytest.fixture
def limits() -> Limits:
    return Limits()


@pytest.fixture
def docx() -> Make:
    """A DOCX with this body; further parts by the kind of their relation."""

    def make(body: str, **parts: str) -> bytes:
        named = {kind: f"{kind}.xml" for kind in parts}
        return zipped(
            {
                "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
                "word/_rels/document.xml.rels": relations(named),
                "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
                **{f"word/{kind}.xml": text for kind, text in parts.items()},
            }
        )

    return make


@pytest.fixture
def xlsx() -> Make:
    """An XLSX of these sheets, each the inside of a worksheet; `formats` are the cell formats by style number."""

    def make(
        *sheets: str, strings: str = "", formats: tuple[str, ...] = (), states: tuple[str, ...] = (), book: str = ""
    ) -> bytes:
        entries = "".join(
            f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}" state="{states[n - 1] if states else "visible"}"/>'
            for n in range(1, len(sheets) + 1)
        )
        targets = {f"worksheet{n}": f"sheet{n}.xml" for n in range(1, len(sheets) + 1)}
        own = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
        used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
        return zipped(
            {
                "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
                "xl/_rels/workbook.xml.rels": relations(
                    targets | {"sharedStrings": "strings.xml", "styles": "styles.xml"}
                ),
                "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{book}<sheets>{entries}</sheets></workbook>',
                "xl/strings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
                "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>',
                **{
                    f"xl/sheet{n}.xml": f'<worksheet xmlns="{SHEET}">{inside}</worksheet>'
                    for n, inside in enumerate(sheets, 1)
                },
            }
        )

    return make
