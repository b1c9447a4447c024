"""What all search engines do alike: rows checked, amounts scaled, ties ordered, fields written and read, hits marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from gongkai.adapters.jsons import from_bytes, to_bytes
from gongkai.domain.tokens import Span, spans
from gongkai.errors import Failed
from gongkai.ports.cursors import Place, not_ours, place_of
from gongkai.ports.index import Field, Query, SearchRow

EXACT_SCORE = 20.0  # an exact code or 文号 is worth more than any words
SCALE = 4  # amounts are kept as whole numbers of 元 / 10^4: 万元 with eight decimals stay exact
_LARGEST = 2**63 - 1
_LONGEST_KEYWORD = 8_000  # bytes; Elasticsearch's own limit is 32,766
_ORDINAL_BITS = 22


def checked(space: str, document: str, rows: Iterable[SearchRow], schema: Mapping[str, Field]) -> list[SearchRow]:
    """The rows as a list; `Failed("INDEX_REJECTED")` names the first one that no engine could take."""
    accepted: dict[str, SearchRow] = {}
    before: dict[str, Any] = {}
    for row in rows:
        if (row.space, row.document) != (space, document):
            raise Failed("INDEX_REJECTED", f"row {row.id} belongs to another document")
        if row.id in accepted or len(accepted) >= 2**_ORDINAL_BITS:
            raise Failed("INDEX_REJECTED", f"row {row.id} comes twice or is one too many")
        _check_fields(row, schema, before)
        accepted[row.id] = row
    return list(accepted.values())


def values(row: SearchRow) -> dict[str, Any]:
    """All that a row says, without what is missing; document and kind are fields as well."""
    known = {name: value for name, value in row.fields.items() if value is not None}
    return {**known, "document": row.document, "kind": row.kind}


def scaled(amount: Decimal) -> int:
    """The amount as the whole number that is compared; digits beyond the scale are rounded half to even."""
    return int(amount.scaleb(SCALE).to_integral_value(ROUND_HALF_EVEN))


def tie(space: str, document: str, ordinal: int) -> int:
    """What orders rows that are otherwise equal: documents in a fixed order, and in a document its own order."""
    owner = int.from_bytes(hashlib.sha256(f"{space}/{document}".encode()).digest()[:8])
    return (owner >> (_ORDINAL_BITS + 1)) << _ORDINAL_BITS | ordinal


def written(fields: Mapping[str, Any]) -> str:
    """The fields of a hit as text for storing."""
    return to_bytes(fields).decode()


def read(text: str, schema: Mapping[str, Field]) -> dict[str, Any]:
    """The fields that `written` stored."""
    return {
        name: Decimal(value) if name in schema and schema[name].type == "amount" else value
        for name, value in from_bytes(text.encode()).items()
    }


def place(query: Query, schema: Mapping[str, Field]) -> Place | None:
    """Where the page begins; `GongkaiError("BAD_REQUEST")` for a cursor that does not fit its question."""
    found = place_of(query)
    if found is None:
        return None
    field = schema.get(query.sort.removeprefix("-"))
    kind = float | int if field is None else str | None if field.type == "keyword" else int | None
    if not isinstance(found.value, kind):
        raise not_ours()
    return found


def marks(
    fields: Mapping[str, Any], schema: Mapping[str, Field], phrases: Sequence[str]
) -> dict[str, tuple[Span, ...]]:
    """What to highlight, by field: only in fields that are words, and only where there is something."""
    shown = {
        name: value
        for name, value in fields.items()
        if isinstance(value, str) and name in schema and schema[name].type in ("text", "keyword")
    }
    found = {name: spans(value, phrases) for name, value in shown.items()}
    return {name: ranges for name, ranges in found.items() if ranges}


def _check_fields(row: SearchRow, schema: Mapping[str, Field], before: dict[str, Any]) -> None:
    """`before` are the values that were found right in earlier rows: most rows of a document share the very same ones."""
    for name, value in values(row).items():
        if before.get(name) is value:
            continue
        if name not in schema or not _fits(schema[name], value):
            raise Failed("INDEX_REJECTED", f"row {row.id}: field {name}")
        before[name] = value


def _fits(field: Field, value: Any) -> bool:
    match field.type:
        case "text":
            return isinstance(value, str) and _size(value) is not None
        case "keyword" if field.many:
            return isinstance(value, (list, tuple)) and all(map(_is_keyword, value))
        case "keyword":
            return _is_keyword(value)
        case "integer":
            return isinstance(value, int) and abs(value) <= _LARGEST
        case "amount":
            return isinstance(value, Decimal) and value.is_finite() and abs(scaled(value)) <= _LARGEST
        case "stored":
            return _size(value) is not None if isinstance(value, str) else _is_written(value)


def _is_written(value: Any) -> bool:
    try:
        written(value)
    except UnicodeEncodeError:
        return False
    return True


def _is_keyword(value: Any) -> bool:
    return isinstance(value, str) and 0 < (_size(value) or 0) <= _LONGEST_KEYWORD


def _size(text: str) -> int | None:
    """Bytes of the text; None for lone surrogates, which are no text for any engine."""
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return None
