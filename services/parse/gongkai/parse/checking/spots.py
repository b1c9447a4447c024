"""The places of what a finding speaks of, as far as they are known."""

from __future__ import annotations

from gongkai.domain.places import Place


def at(*places: Place | None) -> tuple[Place, ...]:
    """The known ones of some places, each once, in order."""
    return tuple(dict.fromkeys(place for place in places if place is not None))
