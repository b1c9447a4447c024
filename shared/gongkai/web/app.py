"""The web application: the services' routes under one roof, one form of errors, strict headers."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from gongkai.context import Context
from gongkai.ending import plainly
from gongkai.flow import SERVICES
from gongkai.settings import Settings
from gongkai.starting import ready
from gongkai.web import monitor, problems
from gongkai.web.guard import Guard

_STATIC = Path(__file__).with_name("static")


def create(settings: Settings | None = None, *, context: Context | None = None) -> FastAPI:
    """The application on the engines of the settings, or on a given context. Ends the process with a sentence where they cannot be used."""
    with plainly():
        chosen = context or ready(settings=settings)
    app = FastAPI(
        title="公开 Gongkai",
        summary="政府预决算公开文件的读取、校验与检索 · Reads, checks and finds public budgets and final accounts",
        version=version("gongkai"),
        openapi_url="/api/openapi.json",
        # Their pages load scripts from elsewhere, which the content policy forbids.
        docs_url=None,
        redoc_url=None,
        responses=problems.RESPONSES,
    )
    app.state.context = chosen
    app.add_middleware(Guard, settings=chosen.settings)
    problems.install(app)
    app.include_router(monitor.router)
    for service in SERVICES:
        name = f"gongkai.{service}.routes"
        if find_spec(name) is not None:
            app.include_router(import_module(name).router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app
