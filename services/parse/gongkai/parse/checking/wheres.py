"""How a finding says where: `表5 210`, `表7 第7行`, `第三部分 五（三）7`, `绩效表（五）`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.domain.disclosure import Asset, CarryOver, Disclosure, Objective, Project, Row, Section, Statement, Table
from gongkai.domain.text import bare

_NUMERALS = "零一二三四五六七八九十"
_STAFF = re.compile(r"编制数?\D{0,3}\d|实有人数|在职\D{0,3}\d")
_ITEM = re.compile(r"^\s*(\d{1,3})[.．、]\s*(?!\d)")


def chinese(number: int) -> str:
    """A number below 100 in Chinese numerals.

    >>> chinese(5), chinese(12), chinese(30)
    ('五', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十"
    return lead + (_NUMERALS[ones] if ones or not tens else "")


def row_where(table: Table, row: Row) -> str:
    """A row by its code, by its name when it is a total or names an item, else by its number among the rows."""
    if row.code:
        return f"{table.label} {row.code}"
    if row.name and (row.total_row or table.code in {"balance", "appropriation_balance", "three_public"}):
        return f"{table.label} {row.name}"
    return f"{table.label} 第{position(table, row)}行"


def position(table: Table, row: Row) -> int:
    """The number of a row among the logical rows of its table, from 1."""
    return next(number for number, other in enumerate(table.rows, 1) if other is row)


def section_where(path: Sequence[str], detail: str = "") -> str:
    """`第三部分 五（三）` from a section's path, then what it is about."""
    part, rest = path[0] if path else "", "".join(path[1:])
    if detail and not (detail.isdigit() and rest.endswith("）")):
        detail = f" {detail}"
    return f"{part} {rest}".strip() + detail


def section_about(disclosure: Disclosure, *words: str, part: str = "") -> Section | None:
    """The innermost section whose heading has one of the words."""
    found = [
        section
        for section in disclosure.sections
        if section.heading
        and any(word in section.heading for word in words)
        and (not part or section.path[:1] == (part,))
    ]
    return max(found, key=lambda section: len(section.path), default=None)


def statement_where(disclosure: Disclosure, statement: Statement) -> str:
    """A statement by the number of its paragraph where the section is a numbered list, else by its item."""
    text = next((section.text for section in disclosure.sections if section.path == statement.section), None)
    words = [bare(word) for word in statement.item.split("/")]
    for line in (text or "").split("\n"):
        number = _ITEM.match(line)
        if number and all(word in bare(line) for word in words):
            return section_where(statement.section, number[1])
    return section_where(statement.section, statement.item)


def numbered_lines(text: str) -> int:
    """How many lines of a text begin with a number of a list."""
    return sum(bool(_ITEM.match(line)) for line in text.split("\n"))


def project_where(disclosure: Disclosure, project: Project) -> str:
    """A project by the section that it heads, else by its turn among the projects."""
    name = bare(project.name)
    for section in disclosure.sections:
        if section.heading and name in bare(section.heading) and len(section.path) > 2:
            return section_where(section.path)
    about = section_about(disclosure, "项目支出")
    path = about.path if about else ("第三部分", "七")
    turn = next(number for number, other in enumerate(disclosure.projects, 1) if other is project)
    return section_where([*path, f"（{chinese(turn)}）"])


def carry_over_where(disclosure: Disclosure, item: CarryOver) -> str:
    """An item of the carry-over list by its number."""
    about = section_about(disclosure, "结转结余", "上年结转")
    turn = next(number for number, other in enumerate(disclosure.carry_overs, 1) if other is item)
    return section_where([*(about.path if about else ("第三部分",))], str(turn))


def objective_where(disclosure: Disclosure, objective: Objective) -> str:
    """`整体绩效表`, or `绩效表（n）` counted among the projects' tables."""
    if objective.scope == "unit":
        return "整体绩效表"
    projects = [one for one in disclosure.objectives if one.scope == "project"]
    turn = next(number for number, other in enumerate(projects, 1) if other is objective)
    return f"绩效表（{chinese(turn)}）"


def staffing_section(disclosure: Disclosure) -> Section | None:
    """The section of the first part that tells posts and staff."""
    telling = [section for section in disclosure.sections if _STAFF.search(section.text or "")]
    return next((section for section in telling if section.path[:1] == ("第一部分",)), None)


def staffing_where(disclosure: Disclosure) -> str:
    """Where posts and staff are told."""
    section = staffing_section(disclosure)
    return section_where(section.path if section else ("第一部分", "二"))


def about_where(disclosure: Disclosure, words: Sequence[str], standing: str) -> str:
    """Where the section with these words in its heading stands, else the standing name of the subject."""
    section = section_about(disclosure, *words)
    return section_where(section.path) if section else standing


def assets_where(disclosure: Disclosure, item: Asset | None = None) -> str:
    """Where the assets are told; with an item, the number of its paragraph."""
    section = section_about(disclosure, "国有资产", "资产占用")
    if section is None:
        return "国有资产占用使用情况"
    lines = (section.text or "").split("\n") if item else []
    number = next((found[1] for line in lines if item and item.name in line and (found := _ITEM.match(line))), "")
    return section_where(section.path, number)
