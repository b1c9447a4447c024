"""Which kind of table a grid is: by its title, else by its headings, else by the names of its rows; None when nothing tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.domain.content import Grid
from gongkai.domain.text import bare
from gongkai.parse.recognition.around import Caption
from gongkai.parse.recognition.cells import words
from gongkai.parse.recognition.headings import Heading, heading_rows, headings
from gongkai.parse.recognition.kinds import Kind, by_headings, by_names, by_title

_SIDED_NAME, _SIDES = re.compile(r"项目(?!支出).*|.*科目.*|.*分类.*"), re.compile(r"收入|支出")
_OTHER_SUBJECT = re.compile(
    r"采购|购买|资产|转移支付|机关运行|运行经费|专项|债务|债券|绩效|目标|培训|会议|人员|非税|征收|分类|附属|往来|情况说明|说明表|统计|名词"
)


def kind_of(grid: Grid, caption: Caption) -> Kind | None:
    """The kind of a grid under its caption, where it is also drawn in a form in which that kind can be read."""
    paths = headings(grid, heading_rows(grid))
    kind = by_title(caption.title) if caption.title else None
    if kind is None and not _OTHER_SUBJECT.search(caption.title):
        kind = by_headings(list({part for path in paths for part in path}))
    if kind is None and not caption.title:
        kind = by_names(_names(grid))
    return None if kind and _is_unlike(kind, caption, paths) else kind


def _names(grid: Grid) -> list[str]:
    """The first words of each row below the heading."""
    rows = grid.rows[heading_rows(grid) :]
    return [bare(next((text for cell in row if (text := words(cell))), "")) for row in rows]


def _is_unlike(kind: Kind, caption: Caption, paths: Sequence[Heading]) -> bool:
    """Whether a table is drawn in a form in which its kind cannot be read: headings cut off, income beside expenditure."""
    if caption.open_heading and not (all(paths) and len(set(paths)) == len(paths)):
        return True
    if kind.functional and _is_economic(paths):
        return True
    sides = {
        side for path in paths if len(path) > 1 and _SIDED_NAME.fullmatch(path[-1]) for side in _SIDES.findall(path[0])
    }
    return kind.layout == "codes" and len(sides) > 1


def _is_economic(paths: Sequence[Heading]) -> bool:
    """Whether the headings speak of the economic classification and of no other."""
    words = "".join(part for path in paths for part in path)
    return "经济" in words and "功能" not in words
