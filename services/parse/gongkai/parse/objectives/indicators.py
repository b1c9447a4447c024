"""The rows of indicators of a form: levels carried down, rows cut by the page end put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from gongkai.domain.content import Cell
from gongkai.domain.disclosure import Indicator
from gongkai.domain.places import around
from gongkai.domain.text import bare, tidy
from gongkai.parse.indexes import is_index_row
from gongkai.parse.objectives.columns import Cells, Heading, is_heading
from gongkai.parse.objectives.targets import Target, split_target, target

_LEVELS = ("level1", "level2")
_SUM = re.compile(r"(?:总|合|小)计|总分|总得分|合计得分|得分合计|自评(?:总分|得分)")
_MARKUP = re.compile(r"</?p\b[^<>]*>")
_POINTS = re.compile(r"[（(]\d{1,3}(?:\.\d)?分[）)]$")
_NOTHING = re.compile(r"[-—/\\无]*")


def read(rows: Sequence[Cells], spread: Sequence[Cells], heading: Heading) -> tuple[Indicator, ...]:
    """The indicators of the rows below a heading, in printed order."""
    drawn = [_Drawn(own, full, heading) for own, full in zip(rows, spread, strict=True)]
    content = [row for row in drawn if row.texts and not is_heading(row.full) and not row.counts_columns]
    carried: dict[str, str] = {}
    found: list[Indicator] = []
    for row in _healed(content):
        indicator = _indicator(row, carried)
        if indicator:
            found.append(indicator)
    return tuple(found)


class _Drawn:
    """One printed row: its own texts by what they say, and the levels that reach into it by spanning."""

    def __init__(self, own: Cells, full: Cells, heading: Heading) -> None:
        self.full = full
        self.counts_columns = is_index_row([cell for cell in own if cell and cell.text.strip()])
        self.place = next((cell.place for cell in own if cell and cell.text.strip()), None)
        self.texts = {name: text for name, column in heading.columns.items() if (text := _text(_cell(own, column)))}
        self.levels = {name: _POINTS.sub("", _text(_cell(full, heading.columns.get(name)))) for name in _LEVELS}
        self.spanned = {
            name
            for name, column in heading.columns.items()
            if _cell(own, column) is None and _cell(full, column) is not None
        }
        self.places = [cell.place for column in heading.columns.values() if (cell := _cell(own, column))]

    def page(self) -> int | None:
        return self.place.page if self.place else None

    def absorb(self, below: _Drawn) -> None:
        for name, text in below.texts.items():
            self.texts[name] = self.texts.get(name, "") + text
        for name in _LEVELS:
            if name in below.texts:
                self.levels[name] = self.texts[name]


def _cell(row: Cells, column: int | None) -> Cell | None:
    return row[column] if column is not None and column < len(row) else None


def _text(cell: Cell | None) -> str:
    return tidy(_MARKUP.sub("", cell.text)) if cell else ""


def _healed(rows: Sequence[_Drawn]) -> list[_Drawn]:
    counts = Counter(name for row in rows for name in row.texts)
    usual = frozenset(name for name, count in counts.items() if count * 10 > max(1, len(rows) - 1) * 7)
    out: list[_Drawn] = []
    for row in rows:
        if out and _is_rest(row, out[-1], usual):
            out[-1].absorb(row)
        else:
            out.append(row)
    return out


def _is_rest(row: _Drawn, above: _Drawn, usual: frozenset[str]) -> bool:
    """A first row of a page that lacks a name or everything but a name is the rest of the row before.

    `usual` has what most rows print, so that one without it is odd: without a target also where no page is known, and on a
    new page one that lacks what the row above it has.
    """
    own = set(row.texts)
    named, valued = "level3" in own, bool(own - {"level1", "level2", "level3"})
    turned = row.page() != above.page() if row.page() is not None else False
    if named and valued:
        missing = (usual & set(above.texts)) - own - row.spanned
        return turned and bool(missing) and own <= set(above.texts) and _continues_level(row, above)
    if not named and not valued:
        return turned and not row.spanned and bool(own) and _continues_level(row, above)
    if not valued:
        is_odd = turned or "target" in usual
        return "target" in above.texts and is_odd and not (own & set(_LEVELS) and not turned)
    return turned and not (own & set(_LEVELS) and not _continues_level(row, above))


def _continues_level(row: _Drawn, above: _Drawn) -> bool:
    """Whether the level words of this row complete those above (`效益指` | `标`)."""
    levels = [name for name in _LEVELS if name in row.texts]
    return all(not re.fullmatch(r".{2,}指标", row.texts[name]) and above.levels.get(name) for name in levels)


def _indicator(row: _Drawn, carried: dict[str, str]) -> Indicator | None:
    for name in _LEVELS:
        text = row.levels[name]
        if text and text != carried.get(name):
            carried[name] = text
            if name == "level1":
                carried.pop("level2", None)
    if row.levels["level2"]:
        carried["level2"] = row.levels["level2"]
    texts = row.texts
    name = texts.get("level3") or ""
    if not name and not texts.get("target"):
        return None
    if any(_SUM.fullmatch(bare(texts.get(key, ""))) for key in ("level1", "level2", "level3")):
        return None
    wanted = _target(texts)
    return Indicator(
        level1=carried.get("level1"),
        level2=carried.get("level2"),
        level3=name,
        target_text=wanted.text,
        op=wanted.op,
        value=wanted.value,
        measure=wanted.measure,
        **{key: _or_none(texts.get(key)) for key in ("basis", "last_year", "weight", "scoring", "evidence")},
        place=around(list(row.places)),
    )


def _target(texts: Mapping[str, str]) -> Target:
    if "op" in texts or "measure" in texts:
        return split_target(texts.get("op", ""), texts.get("target", ""), texts.get("measure", ""))
    return target(texts.get("target", ""))


def _or_none(text: str | None) -> str | None:
    return None if not text or _NOTHING.fullmatch(bare(text)) else text
