"""The status board in Redis or Valkey, shared by all processes of many machines."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError
from redis.retry import Retry

from gongkai.adapters.owners import lives
from gongkai.errors import Unavailable
from gongkai.ports.ledger import NOTED, STATES, Outage, Standing, State, Step
from gongkai.releases import known

# A server that is silent for so long (seconds) is away. A connection that it closed is opened once more, without a pause.
_TIMEOUT = 1.5
_ONCE_MORE = Retry(NoBackoff(), 1, supported_errors=(ConnectionError,))
_PAGE = 1000

# The standing and the sets that it is listed in change together. Sets are sorted by the negative time of the change, so
# that the newest comes first and those of one moment by document, as on every board.
_RECORD = """
local prefix, space, document, changed = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local name = space .. '/' .. document
local kept = prefix .. 'standing:' .. name
if ARGV[9] ~= '' then redis.call('RPUSH', prefix .. 'steps:' .. name, ARGV[9]) end
local known = redis.call('HMGET', kept, 'changed', 'lists')
if known[1] and tonumber(known[1]) > tonumber(changed) then return end
if known[2] then for _, list in ipairs(cjson.decode(known[2])) do redis.call('ZREM', list[1], list[2]) end end
local lists = cjson.decode(ARGV[6])
for _, list in ipairs(lists) do redis.call('ZADD', list[1], -tonumber(changed), list[2]) end
redis.call('HSET', kept, 'changed', changed, 'lists', ARGV[6], 'standing', ARGV[5])
redis.call('SADD', prefix .. 'spaces', space)
redis.call('SADD', prefix .. 'stages', ARGV[7])
if ARGV[8] ~= '' then redis.call('SADD', prefix .. 'codes', ARGV[8]) end
"""
_FORGET = """
local lists = redis.call('HGET', ARGV[1] .. 'standing:' .. ARGV[2], 'lists')
if lists then for _, list in ipairs(cjson.decode(lists)) do redis.call('ZREM', list[1], list[2]) end end
for _, kind in ipairs({'standing:', 'steps:', 'lease:'}) do redis.call('DEL', ARGV[1] .. kind .. ARGV[2]) end
"""
# The server's clock decides for all machines. Should it be set back, claims from its future count as run out.
_NOW = "local time = redis.call('TIME') local now = time[1] + time[2] / 1000000 "
_HOLD = "redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'since', now, 'until', now + ARGV[2]) "
# Answers how many times in a row the document was taken, or who has it.
_CLAIM = f"""{_NOW}
local held = redis.call('HMGET', KEYS[1], 'owner', 'since', 'until')
local taken = held[1] and held[1] ~= ARGV[1] and held[1] ~= ARGV[3]
if taken and tonumber(held[2]) <= now and now < tonumber(held[3]) then return held[1] end
{_HOLD}
return redis.call('HINCRBY', KEYS[1], 'times', 1)
"""
_RENEW = f"{_NOW} if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end {_HOLD} return 1"
_RELEASE = "if redis.call('HGET', KEYS[1], 'owner') == ARGV[1] then redis.call('DEL', KEYS[1]) end"
_AWAY = """
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
redis.call('SET', KEYS[2], '', 'PX', ARGV[3])
return redis.call('SET', KEYS[3], '', 'NX', 'PX', ARGV[4]) and 1 or 0
"""


class RedisLedger:
    """A `Ledger` on one server, at an address such as `redis://:password@host:6379/0`; all keys begin with `name`."""

    def __init__(self, address: str, name: str = "gongkai") -> None:
        # The type stubs cannot tell answers from promises of answers.
        self._redis: Any = Redis.from_url(
            address,
            decode_responses=True,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=_ONCE_MORE,
        )
        self._prefix = f"{name}:board:"
        self._record, self._forget, self._claim, self._renew, self._release, self._away = map(
            self._redis.register_script, (_RECORD, _FORGET, _CLAIM, _RENEW, _RELEASE, _AWAY)
        )

    def record(self, standing: Standing, step: Step | None = None) -> None:
        """See the port."""
        arguments = [
            self._prefix,
            standing.space,
            standing.document,
            repr(standing.changed),
            _written(standing),
            json.dumps(self._lists(standing)),
            standing.stage,
            standing.code or "",
            _written(step) if step else "",
        ]
        with _engine():
            self._record(args=arguments)

    def standing(self, space: str, document: str) -> Standing | None:
        """See the port."""
        return self._standings([f"{space}/{document}"])[0]

    def standings(self, space: str, documents: Sequence[str]) -> Mapping[str, Standing]:
        """See the port."""
        names = [f"{space}/{document}" for document in documents]
        return {one.document: one for one in self._standings(names) if one}

    def history(self, space: str, document: str) -> Sequence[Step]:
        """See the port."""
        with _engine():
            found = self._redis.lrange(self._key("steps", f"{space}/{document}"), 0, -1)
        return [Step(**known(Step, json.loads(step))) for step in found]

    def counts(self, space: str | None = None) -> Mapping[State, int]:
        """See the port."""
        counted = self._sizes(self._key("state", one, state) for one in self._spaces(space) for state in STATES)
        return {state: sum(size for name, size in counted.items() if name.endswith(f":{state}")) for state in STATES}

    def failures(self, space: str | None = None) -> Mapping[str, int]:
        """See the port."""
        codes = self._members("codes")
        counted = self._sizes(self._key("failure", one, code) for one in self._spaces(space) for code in codes)
        found = {code: sum(size for name, size in counted.items() if name.endswith(f":{code}")) for code in codes}
        return {code: size for code, size in found.items() if size}

    def waiting(self) -> Mapping[str, tuple[int, float]]:
        """See the port."""
        stages = sorted(self._members("stages"))
        with _engine(), self._redis.pipeline() as questions:
            for stage in stages:
                questions.zcard(self._key("waiting", stage))
                questions.zrange(self._key("waiting", stage), -1, -1, withscores=True)
            answers = questions.execute()
        pairs = zip(stages, answers[::2], answers[1::2], strict=True)
        return {stage: (count, -oldest[0][1]) for stage, count, oldest in pairs if count}

    def crowd(self, space: str, batch: str | None = None, *, most: int) -> int:
        """See the port."""
        key = self._key("state", space, "pending") if batch is None else self._key("crowd", space, batch)
        with _engine():
            return min(int(self._redis.zcard(key)), most)

    def line(self, stage: str, priority: int, limit: int) -> Sequence[Standing]:
        """See the port."""
        with _engine():
            names = self._redis.zrange(self._key("line", stage, str(priority)), -limit, -1)
        return [one for one in reversed(self._standings(names)) if one]

    def recent(
        self,
        space: str,
        *,
        state: State | None = None,
        code: str | None = None,
        batch: str | None = None,
        limit: int = 50,
        before: float | None = None,
    ) -> Sequence[Standing]:
        """See the port."""
        by_state = self._key("state", space, state) if state else self._key("all", space)
        newest_first = self._walk(space, self._key("batch", space, batch) if batch else by_state, before)
        found: list[Standing] = []
        for one in newest_first:
            if len(found) >= min(limit, 1000):
                break
            if state in (None, one.state) and code in (None, one.code) and batch in (None, one.batch):
                found.append(one)
        return found

    def forget(self, space: str, document: str) -> None:
        """See the port."""
        with _engine():
            self._forget(args=[self._prefix, f"{space}/{document}"])

    def claim(self, space: str, document: str, owner: str, seconds: float) -> int:
        """See the port. The claim of a process that has ended on this machine is free at once."""
        keys = [self._key("lease", f"{space}/{document}")]
        with _engine():
            taken = self._claim(keys=keys, args=[owner, seconds, ""])
            if isinstance(taken, str) and not lives(taken):
                taken = self._claim(keys=keys, args=[owner, seconds, taken])
        return taken if isinstance(taken, int) else 0

    def renew(self, space: str, document: str, owner: str, seconds: float) -> bool:
        """See the port."""
        with _engine():
            return bool(self._renew(keys=[self._key("lease", f"{space}/{document}")], args=[owner, seconds]))

    def release(self, space: str, document: str, owner: str) -> None:
        """See the port."""
        with _engine():
            self._release(keys=[self._key("lease", f"{space}/{document}")], args=[owner])

    def away(self, engine: str, detail: str, pause: float) -> bool:
        """See the port."""
        outage = json.dumps({"engine": engine, "since": time.time(), "detail": detail}, ensure_ascii=False)
        keys = [self._key("outages"), self._key("noted", engine), self._key("asked", engine)]
        with _engine():
            return bool(self._away(keys=keys, args=[engine, outage, round(NOTED * 1000), round(pause * 1000)]))

    def back(self, engine: str) -> None:
        """See the port."""
        with _engine(), self._redis.pipeline() as change:
            change.hdel(self._key("outages"), engine)
            change.delete(self._key("noted", engine), self._key("asked", engine))
            change.execute()

    def outages(self) -> Sequence[Outage]:
        """See the port."""
        with _engine():
            found = self._redis.hgetall(self._key("outages"))
            engines = [engine for engine in sorted(found) if self._redis.exists(self._key("noted", engine))]
        return [Outage(**json.loads(found[engine])) for engine in engines]

    def tally(self, what: str) -> None:
        """See the port."""
        with _engine():
            self._redis.hincrby(self._key("tallies"), what, 1)

    def tallies(self) -> Mapping[str, int]:
        """See the port."""
        with _engine():
            return {what: int(times) for what, times in self._redis.hgetall(self._key("tallies")).items()}

    def _lists(self, standing: Standing) -> list[tuple[str, str]]:
        """The sorted sets that a standing is in, and its name there."""
        space, document = standing.space, standing.document
        lists = [(self._key("all", space), document), (self._key("state", space, standing.state), document)]
        if standing.batch:
            lists.append((self._key("batch", space, standing.batch), document))
        if standing.state == "pending":
            place = self._key("line", standing.stage, str(standing.priority))
            lists += [(key, f"{space}/{document}") for key in (self._key("waiting", standing.stage), place)]
            if standing.batch:
                lists.append((self._key("crowd", space, standing.batch), document))
        if standing.state in ("refused", "failed") and standing.code:
            lists.append((self._key("failure", space, standing.code), document))
        return lists

    def _walk(self, space: str, key: str, before: float | None) -> Iterator[Standing]:
        least, start = "-inf" if before is None else f"({-before!r}", 0
        while True:
            with _engine():
                names = self._redis.zrangebyscore(key, least, "+inf", start=start, num=_PAGE)
            yield from filter(None, self._standings([f"{space}/{document}" for document in names]))
            if len(names) < _PAGE:
                return
            start += _PAGE

    def _standings(self, names: Sequence[str]) -> list[Standing | None]:
        """Those with these names, each `<space>/<document>`."""
        with _engine(), self._redis.pipeline(transaction=False) as questions:
            for name in names:
                questions.hget(self._key("standing", name), "standing")
            return [Standing(**known(Standing, json.loads(found))) if found else None for found in questions.execute()]

    def _sizes(self, keys: Iterator[str]) -> dict[str, int]:
        names = list(keys)
        with _engine(), self._redis.pipeline() as questions:
            for name in names:
                questions.zcard(name)
            return dict(zip(names, questions.execute(), strict=True))

    def _spaces(self, space: str | None) -> list[str]:
        return [space] if space is not None else sorted(self._members("spaces"))

    def _members(self, name: str) -> set[str]:
        with _engine():
            return set(self._redis.smembers(self._key(name)))

    def _key(self, *parts: str) -> str:
        return self._prefix + ":".join(parts)


def _written(one: Standing | Step) -> str:
    return json.dumps(asdict(one), ensure_ascii=False)


@contextlib.contextmanager
def _engine() -> Iterator[None]:
    try:
        yield
    except RedisError as problem:
        raise Unavailable("ledger", str(problem)) from problem
