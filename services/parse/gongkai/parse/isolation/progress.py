"""How a job that takes long tells its helper that it gets on, and how much there is to do: by bytes on the pipe of its outcome."""

from __future__ import annotations

import os

STEP, PAGE = b".", b"p"
_pipe: int | None = None


def listen_on(pipe: int) -> None:
    """From now on progress is told on this pipe."""
    global _pipe
    _pipe = pipe


def tell() -> None:
    """One more step is done, or the first begins; nothing happens outside of a child."""
    _say(STEP)


def expect(pages: int) -> None:
    """So many pages or sheets are to be read, each of which has a time of its own; nothing happens outside of a child."""
    _say(PAGE * pages)


def _say(words: bytes) -> None:
    if _pipe is not None and words:
        os.write(_pipe, words)
