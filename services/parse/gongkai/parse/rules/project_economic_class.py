"""What a project is used for fits its economic class. 项目的用途与经济分类相符。

Only where an allocation says 用于 and ends in a cost of goods and services (活动费, 会议费, 印刷费 …) without anybody who receives
money, and the project table has the whole project in a class of grants to persons, firms or insurance funds. Not applicable
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import Disclosure, Project, Row
from gongkai.domain.findings import Fault, NotApplicable, Verdict
from gongkai.parse.checking.columns import column
from gongkai.parse.checking.figures import places
from gongkai.parse.checking.projects import line_of
from gongkai.parse.checking.selectors import open_book
from gongkai.parse.checking.spots import at
from gongkai.parse.checking.tree import Tree
from gongkai.parse.checking.wheres import project_where, row_where
from gongkai.parse.rules import rule

_USED = re.compile(
    r"用于([^，。；\n\d]*(?:活动|会议|宣传|印刷|办公|差旅|邮电|水电|取暖|物业管理|租赁|咨询|审计)(?:经)?费)(?:支出|开支)?[，。；]"
)
_GIVEN = re.compile("补贴|补助|补偿|救助|奖|慰问|发放|生活费|社保|保险|贴息|贷款|扶持|资助|支持|帮扶|引导|鼓励")
_CLASSES = re.compile(r"e3\d\d")
_SERVICES, _GRANTS = "e302", {"e303", "e311", "e312", "e313"}


@rule("project.economic_class", severity="warning", version=1)
def check(disclosure: Disclosure) -> Iterator[Verdict]:
    """Every project whose use is a cost of goods and services."""
    tree = open_book(disclosure).trees.get("project_expenditure")
    found = [verdict for project in disclosure.projects for verdict in _project(disclosure, tree, project)]
    if not found:
        raise NotApplicable("没有写明为商品和服务费用的项目", "no project is said to be a cost of goods and services")
    yield from found


def _project(disclosure: Disclosure, tree: Tree | None, project: Project) -> Iterator[Verdict]:
    used = _USED.search(f"{project.allocation or ''}。")
    index = line_of(disclosure, tree, project) if tree else None
    if tree is None or index is None or not used or _GIVEN.search(used[1]):
        return
    row = tree.row(index)
    classes = [key for key, value in row.values.items() if value and _CLASSES.fullmatch(key)]
    if classes == [_SERVICES]:
        yield None
    elif len(classes) == 1 and classes[0] in _GRANTS:
        yield _fault(disclosure, project, row, row_where(tree.table, row), used[1], classes[0])


def _fault(disclosure: Disclosure, project: Project, row: Row, where: str, use: str, key: str) -> Fault:
    return Fault(
        where=where,
        stated=column(key),
        expected=column(_SERVICES),
        zh=f"{project_where(disclosure, project)}称{project.name}用于{use}，{where}的{printed(row[key])}却列“{column(key)}”。",
        en=f"The project is used for goods and services, but {printed(row[key])} stand in {key}.",
        places=(*at(project.place), *places(row, key)),
    )
