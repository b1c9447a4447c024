"""XLSX: every sheet in order, cells as displayed, merged ranges as spans."""

from __future__ import annotations

from gongkai.domain.content import Block, Content
from gongkai.parse import worksheets
from gongkai.parse.drawing import Allowance
from gongkai.parse.isolation import progress
from gongkai.parse.ooxml.package import Package
from gongkai.parse.ooxml.sheets import Workbook
from gongkai.settings import Limits


def read(data: bytes, limits: Limits) -> Content:
    """The content of an XLSX; places are sheet and cell."""
    allowance = Allowance(limits)
    package = Package(data, limits)
    workbook = Workbook(package, allowance)
    blocks: list[Block] = []
    notices = list(package.notices())
    for sheet in workbook.sheets():
        progress.expect(1)
        progress.tell()
        blocks += worksheets.blocks(sheet, allowance)
        notices += worksheets.notices(sheet)
    return Content("xlsx", tuple(blocks), pages=workbook.count, notices=tuple(notices))
