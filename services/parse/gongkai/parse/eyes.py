"""Who reads pictures of text: the extra `ocr`, where it is installed."""

from __future__ import annotations

from importlib import import_module

from gongkai.parse.isolation import progress
from gongkai.parse.pages.sight import Eyes, Picture, Sight
from gongkai.settings import Limits


def opened(limits: Limits) -> Eyes:
    """Eyes that take as many threads as the limits allow, and tell of each page. ImportError without the extra."""
    look = import_module("gongkai.parse.scans.looking").look

    def see(picture: Picture) -> Sight:
        progress.tell()
        sight: Sight = look(picture, limits.ocr_threads)
        return sight

    return see


def larger(limits: Limits) -> Limits:
    """The limits of a process that recognises: of its own memory and time."""
    return limits.model_copy(update={"memory": limits.ocr_memory, "seconds": limits.longest})
