"""Finding: `/api/search`, and the search page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from gongkai.errors import GongkaiError, Unavailable
from gongkai.index import results
from gongkai.index.finding import Found, find
from gongkai.index.listing import Listing
from gongkai.index.parameters import described, question
from gongkai.ports.index import NOTHING
from gongkai.web.access import Engines, Space
from gongkai.web.pages import language, page

router = APIRouter(tags=["search"])


@router.get("/api/search", openapi_extra={"parameters": described()})
def search(request: Request, context: Engines, space: Space) -> results.Answer:
    """检索。Rows that fit, best first; facets as if their own filter were not set; `cursor` leads to the next page."""
    return results.answer(find(context.index, question(request.query_params, space)))


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def search_page(request: Request, context: Engines, space: Space) -> HTMLResponse:
    """The page with the search box, facets, filters as tags, and results."""
    params, lang = request.query_params, language(request)
    try:
        found = find(context.index, question(params, space))
    except Unavailable:
        raise
    except GongkaiError as problem:
        return page(request, "search.html", status=400, listing=Listing(params, lang, Found(NOTHING)), problem=problem)
    return page(request, "search.html", listing=Listing(params, lang, found), problem=None)
