"""A disclosure as JSON and back: the schema's plain values, and beside them `places` with the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, cast

from gongkai.domain import disclosure as d
from gongkai.domain.amounts import printed
from gongkai.domain.content import Notice
from gongkai.domain.places import Place, place_from_json

_PLACED = frozenset({"place", "places", "cells"})
_SCALARS = frozenset({str, int, bool, NoneType})
_AMOUNTS: Mapping[type, frozenset[str]] = {
    d.Project: frozenset({"amount"}),
    d.CarryOver: frozenset({"amount"}),
    d.Statement: frozenset({"amount", "share_pct", "change", "change_pct"}),
    d.Funds: frozenset({"total", "fiscal", "other", "upper", "local"}),
    d.Procurement: frozenset({"total", "goods", "works", "services", "reserved_sme", "reserved_micro"}),
    d.Asset: frozenset({"quantity", "value"}),
}


def to_json(disclosure: d.Disclosure) -> dict[str, Any]:
    """The schema of docs/schema.md with amounts as decimal strings, `places` beside it, and how it was read."""
    data: dict[str, Any] = {
        name: _plain(getattr(disclosure, name))
        for name in (
            "title",
            "kind",
            "scope",
            "year",
            "unit",
            "published_on",
            "currency",
            "total",
            "staffing",
            "sections",
            "tables",
            "projects",
            "carry_overs",
            "objectives",
            "statements",
            "procurement",
            "assets",
            "glossary",
            "policy_refs",
            "findings",
        )
    }
    data["places"] = _places(disclosure)
    data["reader"] = disclosure.reader
    data["pages"] = disclosure.pages
    data["notices"] = [notice_to_json(notice) for notice in disclosure.notices]
    return data


def notice_to_json(notice: Notice) -> dict[str, Any]:
    """A notice as plain values."""
    return {"code": notice.code, "zh": notice.zh, "en": notice.en, "place": _place(notice.place)}


def from_json(data: Mapping[str, Any], *, cells: bool = True) -> d.Disclosure:
    """The disclosure that `to_json` wrote, or a `truth.json` of the corpus (which has no places).

    Without `cells` rows know their own place and not those of their figures, which are most places of a document.
    """
    at = cast("dict[str, Any]", data.get("places") or {})
    return d.Disclosure(
        title=data["title"],
        kind=data["kind"],
        scope=data["scope"],
        year=data["year"],
        unit=data["unit"],
        published_on=data["published_on"],
        currency=data["currency"],
        total=_decimal(data["total"]),
        staffing=_value(d.Staffing, data["staffing"], at.get("staffing")),
        sections=_values(d.Section, data["sections"], at.get("sections")),
        tables=tuple(_table(item, place, cells) for item, place in _pairs(data["tables"], at.get("tables"))),
        projects=_values(d.Project, data["projects"], at.get("projects")),
        carry_overs=_values(d.CarryOver, data["carry_overs"], at.get("carry_overs")),
        objectives=tuple(_objective(item, place) for item, place in _pairs(data["objectives"], at.get("objectives"))),
        statements=_values(d.Statement, data["statements"], at.get("statements")),
        procurement=_value(d.Procurement, data["procurement"], at.get("procurement")),
        assets=_assets(data["assets"], at.get("assets")),
        glossary=_values(d.Term, data["glossary"], at.get("glossary")),
        policy_refs=tuple(
            _spotted(d.PolicyRef, item, place) for item, place in _pairs(data["policy_refs"], at.get("policy_refs"))
        ),
        findings=tuple(
            _spotted(d.Finding, item, place) for item, place in _pairs(data["findings"], at.get("findings"))
        ),
        reader=data.get("reader"),
        pages=data.get("pages"),
        notices=tuple(
            Notice(n["code"], n["zh"], n["en"], place_from_json(n["place"])) for n in data.get("notices", [])
        ),
    )


def _plain(value: Any) -> Any:
    kind = value.__class__
    if kind in _SCALARS:
        return value
    if kind is Decimal:
        return printed(value)
    if kind is tuple:
        return [_plain(item) for item in value]
    if kind is dict:
        return {key: item if item is None else _plain(item) for key, item in value.items()}
    return {name: _plain(getattr(value, name)) for name in _plain_names(kind)}


@cache
def _plain_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _PLACED)


def _place(place: Place | None) -> dict[str, object] | None:
    return place.to_json() if place else None


def _places(disclosure: d.Disclosure) -> dict[str, Any]:
    listed = {
        name: [_place(item.place) for item in getattr(disclosure, name)]
        for name in ("sections", "projects", "carry_overs", "statements", "glossary")
    }
    return {
        **listed,
        "staffing": _place(disclosure.staffing.place) if disclosure.staffing else None,
        "procurement": _place(disclosure.procurement.place) if disclosure.procurement else None,
        "assets": [_place(item.place) for item in disclosure.assets.items] if disclosure.assets else [],
        "tables": [_table_places(table) for table in disclosure.tables],
        "objectives": [
            {"at": _place(one.place), "indicators": [_place(item.place) for item in one.indicators]}
            for one in disclosure.objectives
        ],
        "policy_refs": [[_place(place) for place in ref.places] for ref in disclosure.policy_refs],
        "findings": [[_place(place) for place in finding.places] for finding in disclosure.findings],
    }


def _table_places(table: d.Table) -> dict[str, Any]:
    rows = [
        {"at": _place(row.place), "values": {key: place.to_json() for key, place in row.cells.items()}}
        for row in table.rows
    ]
    return {"at": _place(table.place), "rows": rows}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _pairs(items: list[Any], places: list[Any] | None) -> list[tuple[Any, Any]]:
    return list(zip(items, places or [None] * len(items), strict=True))


def _value(kind: type, data: Mapping[str, Any] | None, place: dict[str, Any] | None) -> Any:
    if data is None:
        return None
    amounts, known = _AMOUNTS.get(kind, frozenset()), _names(kind)
    values = {
        name: _decimal(value) if name in amounts else tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
        if name in known
    }
    return kind(**values, place=place_from_json(place))


@cache
def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _values(kind: type, items: list[Any], places: list[Any] | None) -> tuple[Any, ...]:
    return tuple(_value(kind, item, place) for item, place in _pairs(items, places))


def _spotted(kind: type, data: Mapping[str, Any], places: list[Any] | None) -> Any:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return kind(**values, places=tuple(place for place in map(place_from_json, places or []) if place))


def _table(data: Mapping[str, Any], places: dict[str, Any] | None, cells: bool) -> d.Table:
    at = places or {}
    rows = tuple(_row(item, place, cells) for item, place in _pairs(data["rows"], at.get("rows")))
    plain = {**data, "columns": tuple(data["columns"]), "rows": rows}
    return d.Table(**plain, place=place_from_json(at.get("at")))


def _row(data: Mapping[str, Any], places: dict[str, Any] | None, cells: bool) -> d.Row:
    at = places or {}
    spots = (at.get("values") or {}) if cells else {}
    known = {key: place for key, value in spots.items() if (place := place_from_json(value))}
    values = {key: None if value is None else Decimal(value) for key, value in data["values"].items()}
    return d.Row(**{**data, "values": values}, place=place_from_json(at.get("at")), cells=known)


def _objective(data: Mapping[str, Any], places: dict[str, Any] | None) -> d.Objective:
    at = places or {}
    funds = d.Funds(**{key: _decimal(value) for key, value in data["funds"].items()})
    indicators = _values(d.Indicator, data["indicators"], at.get("indicators"))
    return d.Objective(**{**data, "funds": funds, "indicators": indicators}, place=place_from_json(at.get("at")))


def _assets(data: Mapping[str, Any] | None, places: list[Any] | None) -> d.Assets | None:
    if data is None:
        return None
    return d.Assets(as_of=data["as_of"], items=_values(d.Asset, data["items"], places or None))
