"""The indicators of a performance form: level names lead, a target ends the name, known words end the other cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.content import Cell
from gongkai.domain.text import bare
from gongkai.parse.wrapped.levels import Label, levels_of
from gongkai.parse.wrapped.pieces import Found, Piece, by_line, joined, printed_at, squeezed
from gongkai.parse.wrapped.vocabulary import form_words, role_of

_OPERATOR = re.compile(r"[≥≤≧≦<>=]")
_AT_LEAST = re.compile(r"不低于|不少于|不高于|不超过|达到|大于|小于|超过|控制在")
_NUMBER = re.compile(r"\d")
_QUALITY = re.compile(r"有效|(?:有所|明显|显著|逐步|持续|不断|大幅|有效)(?:提升|提高|改善|增强|促进|减少|降低)")
_WEIGHT = re.compile(r"\d{1,3}(?:\.\d+)?")
_SCORING_END = re.compile(r"(?:赋分|计分|评分|得分)$")
_LONGEST_MEASURE = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """The pieces of one indicator by what they say, and where the next one begins."""

    cells: Mapping[str, Sequence[Piece]]
    end: int


def indicator_rows(pieces: Sequence[Piece], columns: Sequence[str]) -> list[list[Cell]]:
    """One row an indicator, its levels repeated, with a cell for each of the columns (headings without spaces)."""
    roles = [role_of(column) for column in columns]
    read = _scored if "scoring" in roles else _weighted if "weight" in roles else _plain
    rows: list[_Row] = []
    labels: list[Label] = []
    at = 0
    while at < len(pieces):
        name = _level(pieces, at)
        if name:
            role, found = name
            beside = found.end < len(pieces) and pieces[found.end].line == pieces[found.end - 1].line
            labels.append(Label(role, tuple(pieces[at : found.end]), len(rows), beside))
            at = found.end
        else:
            rows.append(read(pieces, at))
            at = rows[-1].end
    levels = levels_of(labels, len(rows))
    return [_cells({**above, **row.cells}, roles) for above, row in zip(levels, rows, strict=True)]


def _level(pieces: Sequence[Piece], at: int) -> tuple[str, Found] | None:
    """The name of a level; one that may stand on both levels is the first where a kindred second one follows."""
    second = printed_at(pieces, at, form_words("level2"))
    first = printed_at(pieces, at, form_words("level1"))
    if first:
        below = printed_at(pieces, first.end, form_words("level2"))
        if not second or (below and first.text[:2] in below.text):
            return "level1", first
    return ("level2", second) if second else None


def _cells(found: Mapping[str, Sequence[Piece]], roles: Sequence[str]) -> list[Cell]:
    parts = [found.get(role, ()) for role in roles]
    place = next(part[0].place for part in (*parts, *found.values()) if part)
    return [Cell(joined(part), part[0].place) if part else Cell("", place) for part in parts]


def _plain(pieces: Sequence[Piece], start: int) -> _Row:
    """A name and a target; the line that ends in a target ends the indicator."""
    end = start
    for line in by_line(pieces[start:]):
        if end > start and _level(pieces, end):
            break
        end += len(line)
        row = pieces[start:end]
        at = _target_start(row)
        if at is None and len(line) > 1:
            at = len(row) - 1
        if at:
            return _Row({"level3": row[:at], "target": row[at:]}, end)
    return _Row({"level3": pieces[start:end]}, end)


def _target_start(row: Sequence[Piece]) -> int | None:
    """Where the target begins: at its operator, or at the last number or quality of the row."""
    texts = [bare(piece.text) for piece in row]
    for at in range(1, len(texts)):
        if _OPERATOR.match(texts[at]) or _AT_LEAST.match(texts[at]):
            return at
    for at in range(len(texts) - 1, 0, -1):
        if _NUMBER.match(texts[at]) or _QUALITY.fullmatch(texts[at]):
            return at
    return None


def _scored(pieces: Sequence[Piece], start: int) -> _Row:
    """Name, target, basis, last year's value, weight, scoring rule, evidence."""
    basis = _next(pieces, start + 1, "basis")
    end = _scoring_end(pieces, start)
    if basis and basis.end <= end:
        named, after = pieces[start : basis.start], basis.end
        words = pieces[basis.start : basis.end]
    else:
        weight = _weight_at(pieces[start:end])
        named, after, words = pieces[start : start + weight], start + weight, ()
    at = _target_start(named) or max(len(named) - 1, 1)
    weight = after + _weight_at(pieces[after:end])
    evidence = _evidence_end(pieces, end)
    return _Row(
        {
            "level3": named[:at],
            "target": named[at:],
            "basis": words,
            "last_year": pieces[after:weight],
            "weight": pieces[weight : weight + 1],
            "scoring": pieces[weight + 1 : end],
            "evidence": pieces[end:evidence],
        },
        evidence,
    )


def _next(pieces: Sequence[Piece], start: int, words: str) -> Found | None:
    known = form_words(words)
    return next((found for at in range(start, len(pieces)) if (found := printed_at(pieces, at, known))), None)


def _scoring_end(pieces: Sequence[Piece], start: int) -> int:
    for end in range(start + 1, len(pieces) + 1):
        if _SCORING_END.search(squeezed(pieces[max(start, end - 3) : end])):
            return end
    return len(pieces)


def _weight_at(pieces: Sequence[Piece]) -> int:
    """The last whole number, before the words of the scoring rule."""
    found = [at for at, piece in enumerate(pieces) if _WEIGHT.fullmatch(piece.text)]
    return found[-1] if found else len(pieces)


def _evidence_end(pieces: Sequence[Piece], start: int) -> int:
    """Evidence goes on as long as known words follow a comma."""
    end = start
    while found := next(
        (at for at in range(end + 1, min(end + 4, len(pieces) + 1)) if _is_evidence(pieces[end:at])), None
    ):
        end = found
        if not squeezed(pieces[start:end]).endswith((",", "、")):
            break
    return end


def _is_evidence(pieces: Sequence[Piece]) -> bool:
    parts = re.split("[,、]", squeezed(pieces).rstrip(",、"))
    return all(part in form_words("evidence") for part in parts)


def _weighted(pieces: Sequence[Piece], start: int) -> _Row:
    """Name, target, basis in free words, weight."""
    target = next((at for at in range(start + 1, len(pieces)) if _opens_target(pieces[at])), start + 1)
    end_of_target = target + 1
    if end_of_target < len(pieces) and _is_measure(pieces[target], pieces[end_of_target]):
        end_of_target += 1
    weight = next(
        (at for at in range(end_of_target, len(pieces)) if pieces[at].is_figure and _WEIGHT.fullmatch(pieces[at].text)),
        len(pieces),
    )
    return _Row(
        {
            "level3": pieces[start:target],
            "target": pieces[target:end_of_target],
            "basis": pieces[end_of_target:weight],
            "weight": pieces[weight : weight + 1],
        },
        weight + 1,
    )


def _opens_target(piece: Piece) -> bool:
    text = bare(piece.text)
    return bool(_OPERATOR.match(text) or _AT_LEAST.match(text) or _NUMBER.match(text) or _QUALITY.fullmatch(text))


def _is_measure(target: Piece, after: Piece) -> bool:
    """An operator alone or a number is followed by its measure in the same line."""
    if target.line != after.line or after.is_figure:
        return bare(target.text).endswith("/")
    return (
        bool(_NUMBER.search(target.text[-1:]) or not _NUMBER.search(target.text))
        and len(after.text) <= _LONGEST_MEASURE
    )
