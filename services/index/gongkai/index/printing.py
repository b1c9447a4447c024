"""Results in a terminal: a table with the hits marked."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gongkai.index import results
from gongkai.index.fields import label
from gongkai.index.finding import Found
from gongkai.ports.index import Hit, Page

_TABLE_EXCERPT = 60


def show(found: Found) -> None:
    """Print a page of results."""
    console, page = Console(), found.page
    if found.nearly:
        console.print("没有完全符合的结果，以下含有其中大部分文字 · nothing has all of these words, these have most")
    grid = Table(box=SIMPLE_HEAD, header_style="bold", expand=True, padding=(0, 1, 0, 0))
    grid.add_column("类型 Kind", no_wrap=True)
    grid.add_column("名称 Name", ratio=3, overflow="fold")
    grid.add_column("出处 Origin", ratio=2, overflow="fold", style="dim")
    grid.add_column("金额 Amount", justify="right", no_wrap=True)
    for hit in page.hits:
        name = Text()
        for piece, is_marked in _name_pieces(hit):
            name.append(piece, "bold yellow" if is_marked else "")
        grid.add_row(label("kind", hit.kind), name, _origin(hit), _amount(hit))
    console.print(grid)
    if page.renewed:
        console.print(
            "索引在翻页期间有变化，可能有遗漏或重复 · the index has changed between the pages: rows may be missing or come twice"
        )
    first = page.before + 1 if page.hits else 0
    console.print(f"{first}–{page.before + len(page.hits)} / {page.total}" + _more(page))


def _name_pieces(hit: Hit) -> results.Pieces:
    name = results.pieces(hit.fields.get("name", ""), hit.highlights.get("name", ()))
    marks = hit.highlights.get("text", ())
    if not marks:
        return name
    text = results.pieces(*results.excerpt(hit.fields["text"], marks, _TABLE_EXCERPT))
    return [*name, ("\n", False), *((piece.replace("\n", " "), is_marked) for piece, is_marked in text)]


def _origin(hit: Hit) -> str:
    page = hit.fields.get("page")
    parts = (hit.fields.get("unit"), hit.fields.get("year"), hit.fields.get("where"), f"第{page}页" if page else None)
    return " · ".join(str(part) for part in parts if part)


def _amount(hit: Hit) -> str:
    return f"{hit.fields.get('printed', '')}{hit.fields.get('currency') or ''}"


def _more(page: Page) -> str:
    return f"  ·  下一页 next page: --cursor {page.cursor}" if page.cursor else ""
