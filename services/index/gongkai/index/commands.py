"""`gongkai search QUERY`: the same questions and answers as the page and the API, in a terminal."""

from __future__ import annotations

import json
from typing import Annotated

import typer

# Engines, and what shows a table, are imported inside the command: `gongkai --help` needs none of them.
from gongkai.errors import GongkaiError
from gongkai.index.fields import SORTS

_USAGE = 2
_AWAY = 1

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
    from gongkai.index import printing, results
    from gongkai.index.finding import find
    from gongkai.index.queries import ask
    from gongkai.starting import INDEX, ready_for_command

    context = ready_for_command(INDEX)
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
        printing.show(found)
