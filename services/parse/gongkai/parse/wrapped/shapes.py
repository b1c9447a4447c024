"""The columns of a table as its headings print them, however they were broken over lines and into each other."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from gongkai.domain.text import bare
from gongkai.parse.recognition.kinds import kinds
from gongkai.parse.wrapped.pieces import Piece

# A character of the heading and the index of the piece that it stands in.
Letter = tuple[str, int]

TOTAL = "total"
# In `within`: a column beside the total that is no part of it.
_NO_PART = "-"
_CODE_LABELS = re.compile(r"类款项|类款")
_TOTAL_WORD = re.compile(r"(?:合计|总计):?")
# So many unknown characters may stand between two known headings before the heading is taken to have ended.
_LONGEST_GAP = 12
_LONGEST_HEADING = 24
_UNIT = re.compile(r"[局委院办部厅处站所队馆校会室中心政府]$")


@dataclass(frozen=True, slots=True)
class Column:
    """A value column. `part_of` is the index of the column that it is a part of, None for the total itself.

    `width` is how many characters of its heading fitted in a line, None where the heading was not broken.
    """

    key: str
    heading: str
    part_of: int | None = None
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one table: its value columns, its whole text without spaces, and the words in it nobody knows."""

    columns: tuple[Column, ...]
    text: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A known heading or word found at `start` to `end` of the text; `key` is None for a word that is no column."""

    start: int
    end: int
    text: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a kind of table, from shapes.toml."""

    kind: str
    layout: str
    words: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    within: Mapping[str, str]
    fixed: tuple[str, ...]
    has_projects: bool
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def read(self, pieces: Sequence[Piece], code_follows: bool = False) -> Heading:
        """The heading that these pieces begin with; all of it is heading, the name of a unit excepted, where a code follows.

        Words that nobody knows between two columns or behind them are the heading of a column of their own.
        """
        letters, labels_at, labels_end = _letters(pieces)
        text = "".join(letter for letter, _ in letters)
        marks = self._marks(letters, labels_at)
        end = max(marks[-1].end if marks else 0, labels_at or 0)
        if code_follows and marks and not _UNIT.search(text[end:]):
            end = len(letters)
        unknown = _gaps(marks, text, end)
        count = max(letters[end - 1][1] + 1 if end else 0, labels_end)
        columns = self._columns([*marks, *_strange(marks, unknown)], letters, labels_at)
        printed = bare("".join(piece.text for piece in pieces[:count]))
        return Heading(columns, printed, tuple(mark.text for mark in unknown))

    def _marks(self, letters: Sequence[Letter], labels_at: int | None) -> list[Mark]:
        marks: list[Mark] = []
        used: set[str] = set()
        for mark in self._found(letters):
            if self._ends_before(mark, marks, used, labels_at):
                break
            marks.append(mark)
            used |= {mark.key} if mark.key else set()
        if len(marks) > 1 and marks[-1].end == len(letters) and _TOTAL_WORD.fullmatch(marks[-1].text):
            marks.pop()
        return marks

    def _found(self, letters: Sequence[Letter]) -> Iterator[Mark]:
        """Known texts one after the other; each begins a piece or follows another at once, and rather ends a piece."""
        text = "".join(letter for letter, _ in letters)
        edges = {0, *(at for at in range(1, len(letters)) if letters[at][1] != letters[at - 1][1]), len(letters)}
        at = 0
        while at < len(text):
            mark = self._mark(text, at, edges) if at in edges else None
            if mark:
                yield mark
                edges.add(mark.end)
            at = mark.end if mark else at + 1

    def _mark(self, text: str, at: int, edges: Collection[int]) -> Mark | None:
        """What is known here, rather in whole pieces than a part of one."""
        literal = self._literal(text, at, edges)
        if literal and literal.end in edges:
            return literal
        return self._pattern(text, at, edges) or literal

    def _literal(self, text: str, at: int, edges: Collection[int]) -> Mark | None:
        here = [known for known in self._texts() if text.startswith(known, at)]
        best = max(here, key=lambda known: (at + len(known) in edges, len(known)), default=None)
        return Mark(at, at + len(best), best, self._key(best)) if best else None

    def _pattern(self, text: str, at: int, edges: Collection[int]) -> Mark | None:
        """A heading that only the table kinds know, in whole pieces."""
        for end in sorted((edge for edge in edges if at < edge <= at + _LONGEST_HEADING), reverse=True):
            for key, pattern in self.patterns:
                if key in self.headings and pattern.fullmatch(text[at:end]):
                    return Mark(at, end, text[at:end], key)
        return None

    def _ends_before(self, mark: Mark, marks: Sequence[Mark], used: set[str], labels_at: int | None) -> bool:
        """A heading met twice is the name of a row, and so is what follows a stretch of unknown words."""
        gap = mark.start - (marks[-1].end if marks else 0)
        inside = labels_at is not None and mark.start < labels_at
        if mark.key in used and self.layout != "sides":
            return True
        return gap > (_LONGEST_GAP if inside or self.layout == "sides" else 0)

    def _texts(self) -> Iterator[str]:
        yield from self.words
        for texts in self.headings.values():
            yield from texts

    def _key(self, text: str) -> str | None:
        return next((key for key, texts in self.headings.items() if text in texts), None)

    def _columns(self, marks: Sequence[Mark], letters: Sequence[Letter], labels_at: int | None) -> tuple[Column, ...]:
        printed = {mark.key: mark for mark in reversed(marks) if mark.key}
        found = {key: mark for key, mark in printed.items() if not set(self.groups.get(key, ())) & set(printed)}
        keys = list(self.fixed) if self.fixed and marks else self._order(found, labels_at)
        columns: list[Column] = []
        for key in keys:
            mark = found.get(key)
            heading = mark.text if mark else key
            columns.append(Column(key, heading, self._part_of(key, keys), _width(mark, letters) if mark else None))
        return tuple(columns)

    def _order(self, found: Mapping[str, Mark], labels_at: int | None) -> list[str]:
        """As printed; of a heading of two rows the lower row is printed last though it belongs under a group of the upper."""
        printed = sorted(found, key=lambda key: found[key].start)
        below_labels = labels_at is not None and any(mark.start >= labels_at for mark in found.values())
        beside_total = any(self.within.get(key) == _NO_PART for key in found)
        if not (self.layout == "across" or below_labels or beside_total):
            return printed
        known = [key for key in self.headings if key in found]
        return known + [key for key in printed if key not in known]

    def _part_of(self, key: str, keys: Sequence[str]) -> int | None:
        parent = self.within.get(key)
        if parent == _NO_PART:
            return None
        if parent in keys:
            return keys.index(parent)
        return keys.index(TOTAL) if TOTAL in keys and key != TOTAL else None


@cache
def shapes() -> Mapping[str, Shape]:
    """The known shapes by kind."""
    text = resources.files(__package__).joinpath("shapes.toml").read_text("utf-8")
    return {
        kind: Shape(
            kind=kind,
            layout=data["layout"],
            words=tuple(data["words"]),
            headings={key: tuple(texts) for key, texts in data.get("headings", {}).items()},
            within=data.get("within", {}),
            fixed=tuple(data.get("fixed", ())),
            has_projects=data.get("project", False),
            groups={key: tuple(below) for key, below in data.get("groups", {}).items()},
            patterns=_patterns(kind),
        )
        for kind, data in tomllib.loads(text).items()
    }


def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The heading patterns of the table kind that name a single word and do not match just anything."""
    known = next((one for one in kinds() if one.code == kind), None)
    wanted = {**known.columns, **known.expenditure} if known else {}
    return tuple(
        (key, steps[0])
        for key, candidates in wanted.items()
        for steps in candidates
        if len(steps) == 1 and ".*" not in steps[0].pattern
    )


def _letters(pieces: Sequence[Piece]) -> tuple[list[Letter], int | None, int]:
    """The characters without the code labels 类款项, which may cut another heading in two; where those stood and ended."""
    letters = [(letter, index) for index, piece in enumerate(pieces) for letter in bare(piece.text)]
    found = _CODE_LABELS.search("".join(letter for letter, _ in letters))
    if not found:
        return letters, None, 0
    rest = letters[: found.start()] + letters[found.end() :]
    return rest, found.start(), letters[found.end() - 1][1] + 1


def _gaps(marks: Sequence[Mark], text: str, end: int) -> list[Mark]:
    """The words between and behind the known ones, each with a key of its own."""
    edges = [0, *(edge for mark in marks for edge in (mark.start, mark.end)), end]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [
        Mark(left, right, text[left:right], f"?{text[left:right]}") for left, right in spans if _says(text[left:right])
    ]


def _says(gap: str) -> bool:
    return bool(gap) and gap not in "类款项"


def _strange(marks: Sequence[Mark], unknown: Sequence[Mark]) -> list[Mark]:
    """The unknown words that stand where columns stand."""
    first = next((mark.start for mark in marks if mark.key), None)
    return [] if first is None else [mark for mark in unknown if mark.start > first]


def _width(mark: Mark, letters: Sequence[Letter]) -> int | None:
    counts = Counter(index for _, index in letters[mark.start : mark.end])
    return max(counts.values()) if len(counts) > 1 else None
