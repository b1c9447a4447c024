"""Choices that are the same on every machine for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


class Dice(random.Random):
    """A seeded source of choices."""

    def pick(self, *options: Option) -> Option:
        """One of the options."""
        return options[self.randrange(len(options))]

    def often(self, likelihood: float = 0.5) -> bool:
        """Whether something happens."""
        return self.random() < likelihood

    def some(self, options: Sequence[Option], least: int, most: int) -> list[Option]:
        """A few of the options in their order."""
        kept = set(self.sample(range(len(options)), min(len(options), self.randint(least, most))))
        return [option for place, option in enumerate(options) if place in kept]
