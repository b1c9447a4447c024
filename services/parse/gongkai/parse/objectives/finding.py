"""Finds the performance objectives among the blocks of a document: one form a project, or one list of many projects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.domain.content import Block, Cell, Grid, Line
from gongkai.domain.disclosure import Objective
from gongkai.domain.places import Place, around
from gongkai.domain.text import bare
from gongkai.parse import captions
from gongkai.parse.objectives import columns, forms, indicators, lists
from gongkai.parse.objectives.whole import is_whole

Cells = Sequence[Cell | None]

_WHOLE = re.compile(r"整体")
_TITLE = re.compile(r"绩效|目标申报")
_FORM_WORD = "标"
_YEAR = re.compile(r"(20\d{2})年")
_UNIT_ABOVE = re.compile(r"(?:申报|填报|预算|编制)(?:单位|部门)(?:名称)?(?:[(（](?:盖章|公章)[)）])?[:：]\s*(\S{3,40})")
# The first row of a form that the page end parts from the others is a line of text.
_PROJECT_ABOVE = re.compile(r"项目名称(?:[:：]\s*|\s+)(\S.{0,200})")
_LONG_TERM = re.compile(r"(?:长期|中长期|中期|实施期|总体)(?:绩效)?指标")
_FARTHEST = 6


def find(blocks: Sequence[Block]) -> tuple[tuple[Objective, ...], tuple[Block, ...]]:
    """The objectives in printed order, and the blocks that are none; a year that the form does not print is None."""
    found: list[Objective] = []
    used: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            continue
        above = _captions(blocks, at, used)
        objectives = _objectives(block, "\n".join(text.strip() for _, text in above))
        if found and at - 1 in used and not above and _goes_on(found[-1], objectives):
            found[-1] = replace(found[-1], indicators=objectives.pop(0).indicators)
            used.add(at)
        if objectives:
            found += objectives
            used |= {at, *(place for place, _ in above)}
    return tuple(found), tuple(block for at, block in enumerate(blocks) if at not in used)


def _goes_on(before: Objective, objectives: Sequence[Objective]) -> bool:
    """Whether a form that a page end cut before the headings of its indicators goes on here: nothing but indicators."""
    first = objectives[0] if objectives else None
    is_rest = first is not None and bool(first.indicators) and not (first.project or first.unit or first.goal)
    return is_rest and not before.indicators and before.goal is not None


def is_objective(grid: Grid) -> bool:
    """Whether a grid is a performance form or list, and so no budget table."""
    spread = _spread(grid)
    if spread is None:
        return False
    if lists.is_list(spread):
        return bool(lists.read(grid, ""))
    return any(_is_form(rows, full) for rows, full in _parts(grid.rows, spread))


def _captions(blocks: Sequence[Block], at: int, used: set[int]) -> list[tuple[int, str]]:
    """The caption lines directly above a form, if one of them is a title of a performance form."""
    found: list[tuple[int, str]] = []
    for place in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        block = blocks[place]
        if place in used or not isinstance(block, Line):
            break
        is_caption = captions.is_caption(block.text) or captions.is_furniture(block.text)
        if not (is_caption or _PROJECT_ABOVE.fullmatch(block.text.strip())):
            break
        found.append((place, block.text))
    return found if any(_TITLE.search(bare(text)) for _, text in found) else []


def _objectives(grid: Grid, title: str) -> list[Objective]:
    spread = _spread(grid)
    if spread is None:
        return []
    if lists.is_list(spread):
        return lists.read(grid, title)
    return [one for rows, full in _parts(grid.rows, spread) if (one := _form(rows, full, title))]


def _spread(grid: Grid) -> Sequence[Cells] | None:
    """The grid with its spanning cells repeated, None where no word speaks of a form or list."""
    if not any(_FORM_WORD in cell.text for row in grid.rows for cell in row if cell):
        return None
    return grid.spread()


def _is_form(rows: Sequence[Cells], spread: Sequence[Cells]) -> bool:
    return columns.heading_of(spread) is not None or _names_its_goal(forms.read(rows, spread))


def _names_its_goal(form: forms.Form) -> bool:
    """Whether a form without indicators says enough to be one."""
    return bool(form.goal and (form.unit or form.texts.get("project")))


def _parts(rows: Sequence[Cells], spread: Sequence[Cells]) -> Iterator[tuple[Sequence[Cells], Sequence[Cells]]]:
    """A grid of several forms cut where a form begins anew after the indicators of the one before."""
    start, seen = 0, False
    for top, row in enumerate(spread):
        if seen and _begins(row):
            yield rows[start:top], spread[start:top]
            start, seen = top, False
        seen = seen or columns.is_heading(row)
    yield rows[start:], spread[start:]


def _begins(row: Cells) -> bool:
    first = next((cell for cell in row if cell and cell.text.strip()), None)
    if first is None:
        return False
    return forms.label_of(first.text) in ("unit", "project", "superior") or (
        captions.is_title(first.text) and bool(_TITLE.search(bare(first.text)))
    )


def _form(rows: Sequence[Cells], spread: Sequence[Cells], title: str) -> Objective | None:
    heading = columns.heading_of(spread)
    if not is_whole(spread, heading):
        return None
    top = heading.first if heading else len(rows)
    form = forms.read(rows[:top], spread[:top])
    if heading is None and not _names_its_goal(form):
        return None
    long_term = _long_term(spread)
    below = [at for at in range(heading.last + 1, len(rows)) if at not in long_term] if heading else []
    found = indicators.read([rows[at] for at in below], [spread[at] for at in below], heading) if heading else ()
    inside = " ".join(cell.text for row in rows[:2] for cell in row if cell and captions.is_title(cell.text))
    project = form.texts.get("project") or _project_above(title)
    whole = bool(_WHOLE.search(f"{title}{inside}")) or not project
    year = _YEAR.search(bare(f"{title} {inside}"))
    return Objective(
        scope="unit" if whole else "project",
        unit=form.unit or _unit_above(title),
        project=None if whole else project,
        leader=form.texts.get("leader"),
        year=int(year.group(1)) if year else None,
        funds=form.funds,
        goal=form.goal,
        indicators=found,
        place=_place(rows),
    )


def _long_term(spread: Sequence[Cells]) -> set[int]:
    """The rows below headings of the medium or long term, where those of the year stand apart below their own."""
    headings = [at for at, row in enumerate(spread) if columns.is_heading(row)]
    spans = dict(pairwise([*headings, len(spread)]))
    long = [at for at in headings if any(_LONG_TERM.match(bare(cell.text)) for cell in spread[at] if cell)]
    return {row for at in long for row in range(at, spans[at])} if len(long) < len(headings) else set()


def _unit_above(title: str) -> str | None:
    """The unit that the lines above a form name where the form itself does not."""
    found = _UNIT_ABOVE.search(title)
    return found[1] if found else None


def _project_above(title: str) -> str | None:
    """The project that a line above a form names where the form itself does not."""
    found = (_PROJECT_ABOVE.fullmatch(line) for line in title.split("\n"))
    return next((match[1] for match in found if match), None)


def _place(rows: Sequence[Cells]) -> Place | None:
    return around([cell.place for row in rows for cell in row if cell])


def with_year(objectives: Sequence[Objective], year: int | None) -> tuple[Objective, ...]:
    """The objectives, with the year of the document where a form prints none."""
    return tuple(one if one.year is not None else replace(one, year=year) for one in objectives)
