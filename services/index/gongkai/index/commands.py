"""`gongkai search QUERY`: the same questions and answers as the page and the API, in a terminal."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from gongkai.bootstrap import one_machine
from gongkai.errors import GongkaiError
from gongkai.index import results
from gongkai.index.fields import SORTS, label
from gongkai.index.finding import Found, find
from gongkai.index.queries import ask
from gongkai.ports.index import Hit, Page, Query

_USAGE = 2
_AWAY = 1
_TABLE_EXCERPT = 60

Many = list[str]
Text = Annotated[str, typer.Argument(help='检索词 · what to look for; "…" 短语 phrase, -词 without a word')]
Kind = Annotated[Many | None, typer.Option("--kind", help="类型 · project, indicator, budget_line, policy_ref …")]
Year = Annotated[Many | None, typer.Option("--year", help="年度 · year")]
Unit = Annotated[Many | None, typer.Option("--unit", help="单位 · unit")]
Table = Annotated[Many | None, typer.Option("--table", help="表的种类 · kind of table")]
Policy = Annotated[Many | None, typer.Option("--policy", help="文号 · policy reference, any brackets")]
Code = Annotated[Many | None, typer.Option("--code", help="科目编码 · code, 2080705 or 208-07-05, or a level above")]
Least = Annotated[str | None, typer.Option("--min", help="最小金额，如 28.5万 · least amount, in 元 without a unit")]
Most = Annotated[str | None, typer.Option("--max", help="最大金额 · largest amount")]
Sort = Annotated[str, typer.Option(help=f"排序 · one of {', '.join(SORTS)}; - in front for the largest first")]
Size = Annotated[int, typer.Option(help="条数 · results on a page, at most 100")]
Cursor = Annotated[str | None, typer.Option(help="下一页 · where the next page begins")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]


def register(app: typer.Typer) -> None:
    """Add this service's command."""
    app.command("search")(search)


def search(
    query: Text = "",
    kind: Kind = None,
    year: Year = None,
    unit: Unit = None,
    table: Table = None,
    policy: Policy = None,
    code: Code = None,
    least: Least = None,
    most: Most = None,
    sort: Sort = "",
    size: Size = 20,
    cursor: Cursor = None,
    as_json: AsJson = False,
) -> None:
    """检索。Search projects, indicators, budget lines, policy references, text and findings."""
    context = one_machine()
    filters = {"kind": kind, "year": year, "unit": unit, "table": table, "policy": policy, "code": code}
    try:
        question = ask(
            query,
            spaces=(context.settings.space,),
            filters={name: values for name, values in filters.items() if values},
            least=least,
            most=most,
            sort=sort,
            size=size,
            cursor=cursor,
        )
        found = find(context.index, question)
    except GongkaiError as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(_USAGE if problem.code == "BAD_REQUEST" else _AWAY) from None
    if as_json:
        typer.echo(json.dumps(results.to_json(found), ensure_ascii=False, indent=1))
    else:
        show(found, question)


def show(found: Found, question: Query) -> None:
    """Print a page of results as a table with the hits marked."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console  # only needed for people; --json does without
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    console, page = Console(), found.page
    if found.nearly:
        console.print("没有完全符合的结果，以下含有其中大部分文字 · nothing has all of these words, these have most")
    grid = Grid(box=SIMPLE_HEAD, header_style="bold", expand=True, padding=(0, 1, 0, 0))
    grid.add_column("类型 Kind", no_wrap=True)
    grid.add_column("名称 Name", ratio=3, overflow="fold")
    grid.add_column("出处 Origin", ratio=2, overflow="fold", style="dim")
    grid.add_column("金额 Amount", justify="right", no_wrap=True)
    for hit in page.hits:
        name = Styled()
        for piece, is_marked in _name_pieces(hit):
            name.append(piece, "bold yellow" if is_marked else "")
        grid.add_row(label("kind", hit.kind), name, _origin(hit), _amount(hit))
    console.print(grid)
    first = question.offset + 1 if page.hits else 0
    console.print(f"{first}–{question.offset + len(page.hits)} / {page.total}" + _more(page))


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
