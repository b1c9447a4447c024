"""Ends a process that cannot begin or go on with one sentence in both languages, and without a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.errors import CannotStart, Unavailable

AWAY, MISCONFIGURED = 1, 2  # statuses: it may work later; somebody has to change a setting


@contextmanager
def plainly() -> Iterator[None]:
    """Say an engine that is away or a setting that cannot be on the standard error, and exit with its status."""
    try:
        yield
    except CannotStart as problem:
        _end(problem, AWAY if problem.code == "CONFIG_UNREACHABLE" else MISCONFIGURED)
    except Unavailable as away:
        _end(away, AWAY)
    except ValueError as problem:
        _end(*_settings_told(problem))


def _settings_told(problem: ValueError) -> tuple[CannotStart, int]:
    from pydantic import ValidationError  # heavy, and `gongkai --help` needs no settings

    from gongkai.settings import Limits, Settings

    prefixes = {model.__name__: model.model_config["env_prefix"] for model in (Settings, Limits)}
    if not isinstance(problem, ValidationError) or problem.title not in prefixes:
        raise problem
    told = (f"{_variable(prefixes[problem.title], error['loc'])}: {error['msg']}" for error in problem.errors())
    return CannotStart("CONFIG_SETTING", "; ".join(told)), MISCONFIGURED


def _variable(prefix: str, place: tuple[int | str, ...]) -> str:
    """`GONGKAI_WORKERS` for the field `workers`; a field with a name of its own in the environment tells that."""
    name = "_".join(map(str, place))
    return name if name.isupper() else f"{prefix}{name.upper()}"


def _end(problem: CannotStart | Unavailable, status: int) -> None:
    print(problem, file=sys.stderr, flush=True)
    sys.exit(status)
