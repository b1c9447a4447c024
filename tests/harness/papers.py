"""Documents to break things with, no two alike, and what must be found of each: the same bytes went through memory."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from fiction import book, modern, small, write_docx, write_html, write_pdf, write_txt, write_xlsx

from gongkai import bootstrap, keys
from gongkai.adapters import index_rows
from gongkai.context import Context
from gongkai.events import DocumentStored, Event
from gongkai.ingest.receive import receive
from gongkai.parse import handlers, pipeline
from gongkai.ports.index import Query, SearchIndex
from gongkai.record import read_outcome
from gongkai.settings import Limits, Settings

SPACE = "public"
_EVERYTHING = 10**9
_AT_ONCE = 2_000
_THREADS = 4
PAGE = 100  # rows that every index answers at once
WRITERS = {
    "pdf": write_pdf.write, "docx": write_docx.write, "xlsx": write_xlsx.write, "html": write_html.write, "txt": write_txt.write,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be sent."""

    name: str
    data: bytes

    @property
    def document(self) -> str:
        """Its id, computed here and not by the product."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Golden:
    """How a document ends when nothing goes wrong: state and code, the digests of its results, of each search row, and of all."""

    state: str
    code: str | None
    parsed: str
    findings: str
    rows: Mapping[str, str] = field(default_factory=dict)


def letters(count: int, first: int = 0) -> list[Paper]:
    """Short texts, which are read in a few milliseconds."""
    return [Paper(f"单位{number}.txt", letter(number).encode()) for number in range(first, first + count)]


def mixed(count: int, first: int = 0) -> list[Paper]:
    """One in ten is a disclosure of some pages, of all formats in turn and most of them PDF; the others are letters."""
    return [disclosure(number) if number % 10 == 0 else letters(1, number)[0] for number in range(first, first + count)]


def disclosure(number: int) -> Paper:
    """A disclosure of about four pages with three tables."""
    unit = book.make(number, list(book.SECTORS)[number % len(book.SECTORS)], 2018 + number % 8, f"云栖市第{number}街道")
    format = small.FORMATS[number // 10 % len(small.FORMATS)]
    return Paper(f"{number}.{format}", WRITERS[format](small.shortened(modern.write(unit))))


def letter(number: int) -> str:
    """The text of a small disclosure of a fictional unit."""
    return f"""虚构市第{number}局2024年单位预算公开
第一部分 单位概况
一、主要职能
负责第{number}项工作。
第三部分 2024年单位预算情况说明
一、关于虚构市第{number}局2024年收支预算情况的总体说明
收入总预算{number + 100}.50万元。
七、关于项目支出情况说明
项目名称：第{number}号公益性岗位补贴
设立的政策依据：虚财社〔2023〕{number + 1}号
预算安排规模：{number + 10}.25万元
"""


def shuffled(papers: Iterable[Paper], chance: random.Random) -> list[Paper]:
    """In another order."""
    found = list(papers)
    chance.shuffle(found)
    return found


def golden(papers: Iterable[Paper], limits: Limits | None = None) -> dict[str, Golden]:
    """What the one-process product in memory makes of them, by document. It reads without a child of its own."""
    found: dict[str, Golden] = {}
    given = iter(papers)
    while some := list(islice(given, _AT_ONCE)):
        found |= _golden(some, Settings(limits=limits or Limits()))
    return found


def results(context: Context, documents: Iterable[str], found: Mapping[str, Mapping[str, str]]) -> dict[str, Golden]:
    """What a product that has come to rest holds of documents; `found` are the digests of all search rows."""
    with ThreadPoolExecutor(_THREADS) as pool:
        asked = list(documents)
        ends = pool.map(lambda document: _result(context, document, found.get(document, {})), asked)
        return dict(zip(asked, ends, strict=True))


def rows(index: SearchIndex, page: int = _EVERYTHING) -> dict[str, dict[str, str]]:
    """The digest of every search row by document and id, asked for in pages of so many."""
    found: dict[str, dict[str, str]] = {}
    query: Query | None = Query(spaces=(SPACE,), size=page)
    while query:
        answer = index.search(query)
        for hit in answer.hits:
            found.setdefault(hit.document, {})[hit.id] = digest(index_rows.written(hit.fields).encode())
        query = replace(query, cursor=answer.cursor) if answer.cursor else None
    return found


def digest(data: bytes) -> str:
    """A short SHA-256."""
    return hashlib.sha256(data).hexdigest()[:32]


def _golden(papers: list[Paper], settings: Settings) -> dict[str, Golden]:
    context = bootstrap.in_memory(settings, handlers={"parse.read": _read_here})  # type: ignore[dict-item]
    for paper in papers:
        list(receive(context, paper.data, paper.name, space=SPACE))
    return results(context, (paper.document for paper in papers), rows(context.index))


def _result(context: Context, document: str, found: Mapping[str, str]) -> Golden:
    outcome = read_outcome(context.objects, SPACE, document)
    return Golden(
        state=outcome.state if outcome else "pending",
        code=outcome.code if outcome else None,
        parsed=_digest_of(context, keys.parsed(SPACE, document)),
        findings=_digest_of(context, keys.findings(SPACE, document)),
        rows=found,
    )


def _digest_of(context: Context, key: str) -> str:
    try:
        return digest(context.objects.get(key))
    except KeyError:
        return ""


def _read_here(event: DocumentStored, context: Context) -> Iterator[Event]:
    return handlers.read(event, context, reader=_here)


def _here(source: Path, folder: Path, limits: Limits) -> bytes:
    target = folder / "parsed"
    pipeline.parse_file(source, target, limits)
    return target.read_bytes()
