"""What was read and found in a document: `/api/documents/{document}/parsed`, `/findings` and `/pages/{page}`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Response

from gongkai import keys
from gongkai.context import Context
from gongkai.parse import imaging
from gongkai.parse.marks import Mark
from gongkai.record import pipeline_shown
from gongkai.web.access import DocumentId, Engines, Space, not_found

router = APIRouter(prefix="/api/documents/{document}", tags=["documents"])
_JSON = "application/json"
_T = TypeVar("_T")
PageNumber = Annotated[int, Path(description="页码，从 1 开始 · page, from 1", ge=1, le=100_000)]


@router.get("/parsed")
def parsed(document: DocumentId, context: Engines, space: Space) -> Response:
    """读取结果。The disclosure as read, with the place of every value; amounts are decimal strings as printed."""
    return _stored(context, document, keys.parsed(space, document, pipeline_shown(context.objects, space, document)))


@router.get("/findings")
def findings(document: DocumentId, context: Engines, space: Space) -> Response:
    """校验报告。The report of all rules: passed, failed with evidence, not applicable, could not be checked."""
    return _stored(context, document, keys.findings(space, document, pipeline_shown(context.objects, space, document)))


@router.get("/pages/{page}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def page(document: DocumentId, page: PageNumber, context: Engines, space: Space, boxes: bool = True) -> Response:
    """一页的图像，框出读到的内容。The image of a page, with boxes around what was read and found on it."""
    image = _of_page(imaging.page_image, context, space, document, page, boxes=boxes)
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@router.get("/pages/{page}/marks")
def page_marks(document: DocumentId, page: PageNumber, context: Engines, space: Space) -> list[Mark]:
    """一页上读到的内容和位置。What was read and found on a page, each with its box in points from the top left corner."""
    return list(_of_page(imaging.page_marks, context, space, document, page))


def _of_page(give: Callable[..., _T], context: Context, space: str, document: str, page: int, **options: bool) -> _T:
    try:
        return give(context, space, document, page, **options)
    except KeyError:
        raise not_found(f"{document} {page}") from None


def _stored(context: Context, document: str, key: str) -> Response:
    try:
        return Response(context.objects.get(key), media_type=_JSON)
    except KeyError:
        raise not_found(document) from None
