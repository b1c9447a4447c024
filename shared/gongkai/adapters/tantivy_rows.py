"""How search rows lie in tantivy: columns for the fields, and some of the engine's own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple, cast

import tantivy

from gongkai.adapters import index_rows
from gongkai.domain.tokens import pairs, tokens
from gongkai.ports.index import Field, SearchRow

ID, OWNER, SPACE, TIE, VERSION, STORED = "_id", "_owner", "_space", "_tie", "_version", "_stored"
CUT = "cut"
_LAYOUT = 2  # raised when the columns of the same fields change


class _Line(NamedTuple):
    tokens: str
    pairs: str
    first: str
    last: str


def schema(fields: Sequence[Field]) -> tantivy.Schema:
    """The columns: tokens and pairs of text, whole values, numbers; and one that holds the fields of a hit."""
    builder = tantivy.SchemaBuilder()
    for name in (ID, STORED):
        builder.add_bytes_field(name, stored=True)  # a text is never stored alone, it would be one long term as well
    for name in (OWNER, SPACE):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (TIE, VERSION):
        builder.add_integer_field(name, fast=True, indexed=True)
    for field in fields:
        match field.type:
            case "text":
                builder.add_text_field(field.name, tokenizer_name=CUT, index_option="freq")
                builder.add_text_field(pairs_of(field.name), tokenizer_name=CUT, index_option="position")
            case "keyword":
                builder.add_text_field(field.name, fast=True, tokenizer_name="raw", index_option="basic")
            case "integer" | "amount":
                builder.add_integer_field(field.name, fast=True, indexed=True)
    return builder.build()


def pairs_of(name: str) -> str:
    """The column with the pairs of a text; the column with its tokens has the field's own name."""
    return f"{name}_pairs"


def analyser() -> tantivy.TextAnalyzer:
    """Text comes cut."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def layout(fields: Sequence[Field]) -> str:
    """A short name that changes when the columns do: rows of other columns cannot be read with these."""
    columns = [(field.name, field.type, field.many) for field in fields]
    return hashlib.sha256(repr((_LAYOUT, columns)).encode()).hexdigest()[:12]


def signature(field: Field) -> list[str]:
    """What decides about a field's columns: rows of other signatures are not read or written through the field."""
    return [str(_LAYOUT), field.name, field.type, "many" if field.many else "one"]


def owner(space: str, document: str) -> str:
    """What all rows of a document share."""
    return f"{space}/{document}"


def document(row: SearchRow, ordinal: int, fields: dict[str, Field]) -> tantivy.Document:
    """A row as tantivy takes it."""
    known = index_rows.values(row)
    made = tantivy.Document()
    made.add_bytes(ID, row.id.encode())
    made.add_text(OWNER, owner(row.space, row.document))
    made.add_text(SPACE, row.space)
    made.add_integer(TIE, index_rows.tie(row.space, row.document, ordinal))
    made.add_integer(VERSION, row.version)
    made.add_bytes(STORED, index_rows.written(known).encode())
    for name, value in known.items():
        if name in fields:
            _add(made, fields[name], value)
    return made


def tombstone(space: str, name: str, version: int) -> tantivy.Document:
    """The version of a document that has no rows, so that an older run cannot bring rows back."""
    made = tantivy.Document()
    made.add_text(OWNER, owner(space, name))
    made.add_integer(VERSION, version)
    return made


def text_of(stored: tantivy.Document, name: str) -> str:
    """What a row that was found keeps in one of the engine's own columns."""
    return cast("bytes", stored.get_first(name)).decode()


def _add(made: tantivy.Document, field: Field, value: Any) -> None:
    match field.type:
        case "keyword":
            for one in value if field.many else (value,):
                made.add_text(field.name, one)
        case "text":
            single, paired = _cut(value)
            made.add_text(field.name, single)
            made.add_text(pairs_of(field.name), paired)
        case "integer":
            made.add_integer(field.name, value)
        case "amount":
            made.add_integer(field.name, index_rows.scaled(value))


@lru_cache(256)  # all rows of a document have its title, and many the same name
def _cut(text: str) -> tuple[str, str]:
    """The tokens and the pairs of a text: those of its lines, and the pairs over their ends."""
    lines = [line for line in map(_cut_line, text.split("\n")) if line.tokens]
    if len(lines) < 2:
        return (lines[0].tokens, lines[0].pairs) if lines else ("", "")
    over = [f"{before.last}_{after.first}" for before, after in pairwise(lines)]
    paired = chain.from_iterable(zip((line.pairs for line in lines), [*over, ""], strict=True))
    return " ".join(line.tokens for line in lines), " ".join(filter(None, paired))


@lru_cache(2048)  # a row on the whole document repeats the lines of its parts
def _cut_line(line: str) -> _Line:
    words = tokens(line)
    return _Line(" ".join(words), " ".join(pairs(words)), *((words[0], words[-1]) if words else ("", "")))
