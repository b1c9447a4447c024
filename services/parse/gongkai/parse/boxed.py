"""Tables drawn with the signs for lines and corners, or with `+---+` and bars, as rows that bars keep apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

RULE = "|--|--|"
"""What a drawn line becomes: a row of a table that holds nothing."""

_LEVEL = "─━═╌╍┄┅┈┉-="
_UPRIGHT = "│┃║｜╎╏┆┇┊┋"
_CORNERS = "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┠┣┤┥┨┫┬┯┳┴┷┻┼┿╋╂╔╗╚╝╠╣╦╩╬╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜"
_DRAWING = frozenset(_LEVEL + _UPRIGHT + _CORNERS + "+|")
_BAR = re.compile(rf"[{_UPRIGHT}|]")
_TURN = re.compile(rf"[{_CORNERS}]")
_DRAWN = re.compile(rf"[{_UPRIGHT}{_CORNERS}]")
_FEWEST_ROWS = 2
_ONLY_FRAME = 3
"""Rules of a table whose rows are not kept apart by them: above, below the heading, below."""


def as_rows(lines: Sequence[str]) -> list[str]:
    """The same number of lines, those of drawn tables as `|cell|cell|`.

    The lines of one row are joined by `<br>` in the first, the others become rules. A table whose lines have not all the
    same number of cells, because some are merged, stays as it is drawn.
    """
    out: list[str] = []
    for drawn, run in groupby(lines, key=_is_drawn):
        part = list(run)
        out += (_rows(part) or part) if drawn else part
    return out


def _is_drawn(line: str) -> bool:
    text = line.strip()
    return _is_rule(line) or bool(_DRAWN.search(text)) or (len(text) > 1 and text[0] == text[-1] == "|")


def _is_rule(line: str) -> bool:
    """Whether a line is nothing but a drawn one, from corner to corner."""
    text = line.strip()
    return len(text) > 2 and text[0] not in _LEVEL and _DRAWING.issuperset(text) and any(map(_LEVEL.__contains__, text))


def _rows(lines: Sequence[str]) -> list[str] | None:
    """None where cells are merged, or nothing but bars is drawn."""
    rules = [_is_rule(line) for line in lines]
    drawn = any(rules) or any(map(_DRAWN.search, lines))
    rows = [[] if rule else _cells(line) for line, rule in zip(lines, rules, strict=True)]
    widths = {len(row) for row, rule in zip(rows, rules, strict=True) if not rule}
    partly = any(_TURN.search(line) for line, rule in zip(lines, rules, strict=True) if not rule)
    if not drawn or len(widths) != 1 or widths == {1} or partly or rules.count(False) < _FEWEST_ROWS:
        return None
    if sum(rules) <= _ONLY_FRAME:
        return [RULE if rule else _barred(row) for row, rule in zip(rows, rules, strict=True)]
    return list(_joined(rows, rules))


def _joined(rows: Sequence[Sequence[str]], rules: Sequence[bool]) -> Iterator[str]:
    """One row for all lines between two rules."""
    for rule, group in groupby(range(len(rows)), key=rules.__getitem__):
        members = list(group)
        if rule:
            yield from (RULE for _ in members)
            continue
        columns = zip(*(rows[at] for at in members), strict=True)
        yield _barred(["<br>".join(filter(None, column)) for column in columns])
        yield from (RULE for _ in members[1:])


def _cells(line: str) -> list[str]:
    text = line.strip()
    inner = text[1 if _BAR.match(text) else 0 : -1 if _BAR.match(text[-1]) else None]
    return [cell.strip() for cell in _BAR.split(inner)]


def _barred(cells: Sequence[str]) -> str:
    return f"|{'|'.join(cells)}|" if len(cells) > 1 else cells[0]
