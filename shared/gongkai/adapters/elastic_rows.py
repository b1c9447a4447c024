"""How search rows lie in Elasticsearch: the columns that they have in tantivy, and the documents that fill them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.adapters import index_rows
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.index import Field, SearchRow

ID, OWNER, SPACE, TIE, VERSION, STORED = "@id", "@owner", "@space", "@tie", "@version", "@stored"
OWN = (ID, OWNER, SPACE, TIE, VERSION, STORED)
_NO_WORD = "_"  # stands where a text has none, because Lucene takes rarity among the rows that have some text
_VERSION_BITS = 40
_LAYOUT = 2  # raised when the columns of the same fields change
_LONGEST = (
    8_191  # characters of a value that Lucene takes whatever they are; longer ones are refused before they come here
)
# Text comes cut, as for tantivy; this analyser is in every Elasticsearch and only parts what blanks part.
_CUT = {"type": "text", "analyzer": "whitespace"}


def layout(fields: Sequence[Field]) -> str:
    """A short name that changes when the columns do."""
    columns = [(field.name, field.type, field.many) for field in fields]
    return hashlib.sha256(repr((_LAYOUT, columns)).encode()).hexdigest()[:12]


def mappings(fields: Sequence[Field]) -> dict[str, Any]:
    """Every column by name; what has none is refused. Only what a hit shows is kept beside the columns."""
    columns: dict[str, Any] = {name: {"type": "keyword"} for name in (ID, OWNER, SPACE)}
    columns |= {name: {"type": "long"} for name in (TIE, VERSION)}
    columns[STORED] = {"type": "object", "enabled": False}
    for field in fields:
        match field.type:
            case "text":
                columns[field.name] = {**_CUT, "index_options": "freqs"}
                columns[pairs_of(field.name)] = {**_CUT, "index_options": "positions"}
            case "keyword":
                columns[field.name] = {"type": "keyword", "ignore_above": _LONGEST}
            case "integer" | "amount":
                columns[field.name] = {"type": "long"}
    return {"dynamic": "strict", "_source": {"includes": [ID, VERSION, STORED]}, "properties": columns}


def settings() -> dict[str, Any]:
    """One shard, so that scores and facets are exact; only a writer that has written a whole document shows it."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
    }


def of(field: Field) -> tuple[str, ...]:
    """The names of a field's columns."""
    match field.type:
        case "text":
            return field.name, pairs_of(field.name)
        case "stored":
            return ()
        case _:
            return (field.name,)


def is_same(names: Sequence[str], here: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Whether another index has these columns as well, of the same types."""
    return all(name in there and there[name].get("type") == here[name].get("type") for name in names)


def pairs_of(name: str) -> str:
    """The column with the pairs of a text; the column with its tokens has the field's own name."""
    return f"{name}_pairs"


def owner(space: str, document: str) -> str:
    """What all rows of a document share, and the name of its marker."""
    return f"{space}/{document}"


def key(owner: str, row: str) -> str:
    """The engine's own name of a row, that no row of another document can have."""
    return f"{owner}/{row}"


def stamp(version: int, latest: int) -> int:
    """A document's version as Elasticsearch compares it: above it stands how often the document was removed.

    `latest` is the last stamp. What was removed may come back in any version, though the engine remembers the old ones.

    >>> stamp(3, latest=removal(latest=5)) > 5
    True
    """
    return latest >> _VERSION_BITS << _VERSION_BITS | version


def removal(latest: int) -> int:
    """The stamp of a document that is removed, whose last stamp was this."""
    return stamp(0, latest) + (1 << _VERSION_BITS)


def document(row: SearchRow, stamp: int, ordinal: int, fields: Mapping[str, Field]) -> dict[str, Any]:
    """A row as Elasticsearch takes it."""
    known = index_rows.values(row)
    made: dict[str, Any] = {
        ID: row.id,
        OWNER: owner(row.space, row.document),
        SPACE: row.space,
        TIE: index_rows.tie(row.space, row.document, ordinal),
        VERSION: stamp,
        STORED: index_rows.written(known),
    }
    for name, field in fields.items():
        if name in known or field.type == "text":
            made |= _columns(field, known.get(name, ""))
    return made


def read(source: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """The fields of a hit."""
    return index_rows.read(source[STORED], fields)


def line(content: Mapping[str, Any]) -> bytes:
    """One line of a bulk request."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _text(words: Sequence[str]) -> str:
    return " ".join(words) or _NO_WORD


def _columns(field: Field, value: Any) -> dict[str, Any]:
    match field.type:
        case "text":
            words = tokens(value)
            return {field.name: _text(words), pairs_of(field.name): _text(pairs(words))}
        case "keyword":
            return {field.name: list(value) if field.many else value}
        case "integer":
            return {field.name: value}
        case "amount":
            return {field.name: index_rows.scaled(value)}
        case "stored":
            return {}
