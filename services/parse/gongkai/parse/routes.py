"""What was read and what was found in a document: `/api/documents/{document}/parsed` and `/findings`."""

from __future__ import annotations

from fastapi import APIRouter, Response

from gongkai import keys
from gongkai.context import Context
from gongkai.web.access import DocumentId, Engines, Space, not_found

router = APIRouter(prefix="/api/documents/{document}", tags=["documents"])
_JSON = "application/json"


@router.get("/parsed")
def parsed(document: DocumentId, context: Engines, space: Space) -> Response:
    """读取结果。The disclosure as read, with the place of every value; amounts are decimal strings as printed."""
    return _stored(context, document, keys.parsed(space, document))


@router.get("/findings")
def findings(document: DocumentId, context: Engines, space: Space) -> Response:
    """校验报告。The report of all rules: passed, failed with evidence, not applicable, could not be checked."""
    return _stored(context, document, keys.findings(space, document))


def _stored(context: Context, document: str, key: str) -> Response:
    try:
        return Response(context.objects.get(key), media_type=_JSON)
    except KeyError:
        raise not_found(document) from None
