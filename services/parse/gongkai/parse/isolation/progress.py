"""How a job that takes long tells its helper that it gets on, and how much there is to do: by bytes on the pipe of its outcome."""

from __future__ import annotations

import os
import time

STEP, PAGE = b".", b"p"
SELDOM = 0.1  # seconds from one step that is told to the next: each wakes the helper
_pipe: int | None = None
_told = 0.0


def listen_on(pipe: int) -> None:
    """From now on progress is told on this pipe."""
    global _pipe, _told
    _pipe, _told = pipe, 0.0


def tell() -> None:
    """One more step is done, or the first begins; nothing happens outside of a child, or when a step was just told."""
    global _told
    if _pipe is not None and (now := time.monotonic()) - _told >= SELDOM:
        _told = now
        _say(STEP)


def expect(pages: int) -> None:
    """So many pages or sheets are to be read, each of which has a time of its own; nothing happens outside of a child."""
    _say(PAGE * pages)


def _say(words: bytes) -> None:
    if _pipe is not None and words:
        os.write(_pipe, words)
