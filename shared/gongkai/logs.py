"""Logs: one JSON line for each step, with document, stage and seconds; never the text of a document."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def log() -> Any:
    """The logger; a line is an event with named values."""
    return structlog.get_logger()


def write_json_lines(least: int = logging.INFO) -> None:
    """Send every line of a level or above as JSON to standard error; called once at the start of a process."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(least),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        # Standard error as it is when a line is written: who called a command in this process may have put it back since.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
