"""Verdicts in a stream: one, several or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.domain.findings import Fault, Skipped, Verdict


def each(found: Verdict | Iterable[Verdict]) -> Iterator[Verdict]:
    """A single verdict, or each of several, for `yield from`."""
    if found is None or isinstance(found, Fault | Skipped):
        yield found
    else:
        yield from found
