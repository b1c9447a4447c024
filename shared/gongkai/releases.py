"""What another release has written is read as far as this one knows it, so that an update can be gone back from."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def known(kind: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    """Of the written fields of a dataclass those that it has here."""
    return {field.name: data[field.name] for field in fields(kind) if field.name in data}
