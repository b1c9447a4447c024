"""A disclosure as search rows: what can be found of a document, each part with its place, page and amount in 元."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from gongkai.domain import policy
from gongkai.domain.amounts import printed
from gongkai.domain.disclosure import (
    CarryOver,
    Disclosure,
    Finding,
    Indicator,
    Objective,
    PolicyRef,
    Project,
    Row,
    Section,
    Table,
)
from gongkai.domain.places import Place
from gongkai.index.codes import levels
from gongkai.index.masking import masked
from gongkai.index.mentions import Mentions
from gongkai.index.regions import region
from gongkai.ports.index import SearchRow

YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_MAIN_COLUMNS = ("total", "amount")
_LARGEST = Decimal(10) ** 14  # 元; above it no engine's whole numbers hold the amount exactly
_LONGEST_VALUE = 500  # characters of a value that is filtered by
_BANDS = (("none", 0), ("1e4", 10**4), ("1e5", 10**5), ("1e6", 10**6), ("1e7", 10**7), ("1e8", 10**8))

Found = tuple[str, str, dict[str, Any]]  # kind, place in the document, fields


def describe(disclosure: Disclosure, *, document: str, space: str, name: str, version: int) -> list[SearchRow]:
    """The search rows of a document in its own order. Ids depend on document and place only, so a second run gives them again.

    `name` is the file name; `document` and `space` say whose rows these are. Personal numbers are masked.
    """
    shared = _clean(_shared(disclosure, name))
    return [
        SearchRow(
            id=_id(space, document, kind, place),
            space=space,
            document=document,
            kind=kind,
            version=version,
            fields={**shared, **_clean(fields)},
        )
        for kind, place, fields in _parts(disclosure, name)
    ]


def _shared(one: Disclosure, name: str) -> dict[str, Any]:
    """What all rows of a document say."""
    return {
        "title": one.title or name,
        "unit": one.unit,
        "region": region(one.unit),
        "year": one.year,
        "doc_kind": one.kind,
        "scope": one.scope,
        "file": name,
    }


def _parts(disclosure: Disclosure, name: str) -> Iterator[Found]:
    mentioned = Mentions(disclosure.policy_refs)
    yield "disclosure", "0", _disclosure(disclosure, name)
    yield from _numbered("section", (_section(one, mentioned) for one in disclosure.sections))
    for number, table in enumerate(disclosure.tables):
        yield "table", str(number), _table(table)
        for at, row in enumerate(table.rows):
            if any(value is not None for value in row.values.values()):
                yield "budget_line", f"{number}/{at}", _line(table, row, mentioned)
    yield from _numbered("project", (_project(one, disclosure.currency) for one in disclosure.projects))
    yield from _numbered("carry_over", (_carry_over(one, disclosure.currency) for one in disclosure.carry_overs))
    for number, objective in enumerate(disclosure.objectives):
        yield "objective", str(number), _objective(objective, mentioned)
        for at, indicator in enumerate(objective.indicators):
            yield "indicator", f"{number}/{at}", _indicator(objective, indicator, mentioned)
    yield from _numbered("policy_ref", map(_policy_ref, disclosure.policy_refs))
    yield from _numbered("finding", map(_finding, disclosure.findings))


def _numbered(kind: str, parts: Iterable[dict[str, Any]]) -> Iterator[Found]:
    for number, fields in enumerate(parts):
        yield kind, str(number), fields


def _disclosure(one: Disclosure, name: str) -> dict[str, Any]:
    headings = [text for section in one.sections for text in (section.heading, section.text)]
    titles = [table.title for table in one.tables]
    names = [*(part.name for part in one.projects), *(part.name for part in one.carry_overs)]
    return {
        "name": one.title or name,
        "text": _lines(one.unit, name, *headings, *titles, *names),
        **_references(ref.ref for ref in one.policy_refs),
        **_money(one.total, one.currency),
        "page": 1 if one.pages else None,
    }


def _section(one: Section, mentioned: Mentions) -> dict[str, Any]:
    return {
        "name": one.heading or "".join(one.path),
        "text": one.text or "",
        **_references(mentioned(one.heading, one.text)),
        "where": "".join(one.path),
        "page": _page(one.place),
    }


def _table(one: Table) -> dict[str, Any]:
    return {
        "name": one.title,
        "text": _lines(one.note, *(row.name for row in one.rows)),
        **_of_table(one),
        "where": one.label,
        "page": _page(one.place),
    }


def _line(table: Table, row: Row, mentioned: Mentions) -> dict[str, Any]:
    main = next((key for key in (*_MAIN_COLUMNS, *table.columns) if row[key] is not None), None)
    return {
        "name": row.name or row.project or table.title,
        "text": _lines(row.code, table.title),
        "project": row.project,
        **_of_table(table),
        "code": levels(row.code) if row.code else None,
        "line_code": row.code,
        "class": row.code[:3] if row.code else None,
        **_money(row[main] if main else None, table.currency),
        "amounts": {key: printed(value) for key, value in row.values.items() if value is not None},
        **_references(mentioned(row.project, row.name)),
        "where": f"{table.label} {row.code or ''}".strip(),
        "page": _page(row.place or table.place),
    }


def _project(one: Project, currency: str | None) -> dict[str, Any]:
    return {
        "name": one.name,
        "text": _lines(one.policy_basis, one.allocation, one.undertaker, one.period_text, *one.extra.values()),
        **_references(one.policy_refs),
        **_money(one.amount, currency),
        "page": _page(one.place),
    }


def _carry_over(one: CarryOver, currency: str | None) -> dict[str, Any]:
    return {
        "name": one.name,
        "text": one.purpose or "",
        **_references(one.policy_refs),
        **_money(one.amount, currency),
        "page": _page(one.place),
    }


def _objective(one: Objective, mentioned: Mentions) -> dict[str, Any]:
    return {
        "name": one.project or one.unit or "",
        "text": one.goal or "",
        **_references(mentioned(one.project)),
        # The funds of a performance table are 万元 unless it prints another unit (SCHEMA).
        **_money(one.funds.total, "万元"),
        "page": _page(one.place),
    }


def _indicator(objective: Objective, one: Indicator, mentioned: Mentions) -> dict[str, Any]:
    return {
        "name": one.level3,
        "text": _lines(one.level1, one.level2, one.target_text, one.basis, one.scoring, one.evidence),
        "project": objective.project,
        "level1": one.level1,
        "level2": one.level2,
        "target": one.target_text,
        **_references(mentioned(objective.project)),
        "page": _page(one.place or objective.place),
    }


def _policy_ref(one: PolicyRef) -> dict[str, Any]:
    return {
        "name": one.ref,
        "text": _lines(*one.raw),
        "policy": [one.ref],
        "issuer": [one.issuer] if one.issuer else None,
        "page": _page(next(iter(one.places), None)),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "name": one.message or one.rule,
        "text": _lines(one.message_en, one.where, _figures(one), one.cause, one.rule),
        "severity": one.severity,
        "rule": one.rule,
        "where": one.where,
        "page": _page(next(iter(one.places), None)),
    }


def _figures(one: Finding) -> str | None:
    return f"{one.stated or '–'} → {one.expected}" if one.expected else one.stated


def _of_table(table: Table) -> dict[str, Any]:
    return {"table": table.code, "table_number": table.number, "table_title": table.title}


def _references(refs: Iterable[str]) -> dict[str, Any]:
    known = list(dict.fromkeys(refs))
    numbers = [number for ref in known if (number := policy.take_apart(ref))]
    issuers = list(dict.fromkeys(number.issuer for number in numbers))
    return {"policy": known or None, "issuer": issuers or None}


def _money(amount: Decimal | None, currency: str | None) -> dict[str, Any]:
    """The amount as printed, and in 元 where the unit is known: a unit is never guessed."""
    if amount is None:
        return {}
    shown = {"printed": printed(amount), "currency": currency}
    factor = YUAN.get((currency or "").strip().removeprefix("人民币"))
    yuan = amount * factor if factor else None
    if yuan is None or abs(yuan) >= _LARGEST:
        return shown
    return {**shown, "amount": yuan, "band": _band(yuan)}


def _band(yuan: Decimal) -> str:
    if yuan <= 0:
        return "none"
    return next((name for name, limit in _BANDS if yuan < limit), "more")


def _page(place: Place | None) -> int | None:
    return place.page if place else None


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is missing, personal numbers masked, values that are filtered by no longer than engines take them."""
    return {name: _masked(name, value) for name, value in fields.items() if value or not _is_missing(value)}


def _is_missing(value: Any) -> bool:
    """Nothing, or an empty text or list; zero is an amount."""
    return value is None or isinstance(value, (str, list))


def _masked(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return masked(value) if name in ("name", "text", "project", "title") else masked(value)[:_LONGEST_VALUE]
    if isinstance(value, list):
        return [masked(one)[:_LONGEST_VALUE] for one in value]
    return value


def _id(space: str, document: str, kind: str, place: str) -> str:
    return hashlib.sha256(f"{space}|{document}|{kind}|{place}".encode()).hexdigest()[:32]
