"""Who asks, and what they may see: the one place where a request is given its engines and its space."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request

from gongkai.context import Context
from gongkai.web.problems import Problem

DOCUMENT = r"^[0-9a-f]{64}$"


def context_of(request: Request) -> Context:
    """The engines of the application."""
    context: Context = request.app.state.context
    return context


def space_of(request: Request) -> str:
    """The space that the caller reads and writes; without keys, everybody works in the one of the settings."""
    return context_of(request).settings.space


Engines = Annotated[Context, Depends(context_of)]
Space = Annotated[str, Depends(space_of)]
DocumentId = Annotated[str, Path(description="文件的 SHA-256 · the document's SHA-256", pattern=DOCUMENT)]


def not_found(document: str) -> Problem:
    """The answer for a document that is not known, or has nothing of the kind."""
    return Problem("NOT_FOUND", document)
