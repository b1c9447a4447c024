"""The parameters of a search address: one meaning for the API and the page, described from the list of fields."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams

from gongkai.index.fields import FIELDS, FILTERS, SORTS
from gongkai.index.queries import LARGEST_PAGE, LONGEST, ask, bad_request
from gongkai.ports.index import Field, Query

_OWN = frozenset({"q", "min", "max", "sort", "size", "cursor", "lang"})


def question(params: QueryParams, space: str) -> Query:
    """The question in an address; `GongkaiError("BAD_REQUEST")` also for a parameter that does not exist."""
    unknown = [name for name in params if name not in _OWN and name not in FILTERS]
    if unknown:
        raise bad_request(f"没有这些参数：{'、'.join(unknown)}。There is no parameter {', '.join(unknown)}.")
    return ask(
        params.get("q", ""),
        spaces=(space,),
        filters={name: params.getlist(name) for name in FILTERS if name in params},
        least=params.get("min"),
        most=params.get("max"),
        sort=params.get("sort", ""),
        size=_size(params.get("size", "20")),
        cursor=params.get("cursor"),
    )


def described() -> list[dict[str, Any]]:
    """The parameters in OpenAPI's form."""
    own = (
        ("q", {"type": "string", "maxLength": LONGEST}, '检索词 · words, "phrases", -exclusions, 文号, codes'),
        ("min", {"type": "string"}, "最小金额，无单位为元 · least amount, in 元 without a unit (28.5万)"),
        ("max", {"type": "string"}, "最大金额 · largest amount"),
        ("sort", {"type": "string", "enum": _sorts()}, "排序 · order; best match first without it"),
        (
            "size",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 20},
            "每页条数 · results a page",
        ),
        ("cursor", {"type": "string"}, "上一页给出的位置 · as the page before gives it"),
    )
    return [_parameter(name, schema, about) for name, schema, about in own] + [
        _parameter(field.name, {"type": "array", "items": _schema(field)}, f"{field.about_zh}。{field.about_en}.")
        for field in FIELDS
        if field.filter
    ]


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise bad_request("size 应为整数。size has to be a whole number.")
    return int(text)


def _sorts() -> list[str]:
    return [sign + name for name in SORTS for sign in ("", "-")]


def _schema(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if field.type == "integer" else "string"}
    return schema | ({"enum": list(field.values)} if field.values else {})


def _parameter(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}
