"""A worker's hold on a document: renewed while it works, and looked at again before anything is made final."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable

from gongkai.adapters.clocks import steady
from gongkai.adapters.owners import myself
from gongkai.errors import Unavailable
from gongkai.ports.ledger import Ledger

# A worker that stands still for so many seconds, or dies on another machine, loses its documents to others.
LEASE, _RENEWED = 60.0, 15.0


class Lease:
    """The hold of one thread on one document."""

    def __init__(self, ledger: Ledger, space: str, document: str, clock: Callable[[], float] = steady) -> None:
        self._ledger = ledger
        self._which = space, document
        self._owner = myself()
        self._clock = clock
        self._sure_until = 0.0
        self._times = 0
        self._is_lost = False

    def take(self) -> int:
        """See `Ledger.claim`; what was taken is renewed until it is given back, and taken once however often it is asked."""
        if self._times and self.holds():
            return self._times
        asked = self._clock()
        self._times = self._ledger.claim(*self._which, self._owner, LEASE)
        if self._times:
            self._sure_until, self._is_lost = asked + LEASE, False
            _KEEPER.keep(self)
        return self._times

    def renew(self) -> None:
        """Hold on for another while, unless somebody else has taken the document."""
        asked = self._clock()
        if self._ledger.renew(*self._which, self._owner, LEASE):
            self._sure_until = asked + LEASE
        else:
            self._is_lost = True

    def holds(self) -> bool:
        """Whether the document is still this one's; the ledger is asked only when that is in doubt."""
        if not self._is_lost and self._clock() > self._sure_until - _RENEWED:
            self.renew()
        return not self._is_lost

    def forsake(self) -> None:
        """Give the document back although it is still worked on: nothing of that becomes final."""
        self._is_lost = True
        self.give_back()

    def give_back(self) -> None:
        """Let others have the document; while the ledger is away they have to wait until the lease has run out."""
        _KEEPER.drop(self)
        with contextlib.suppress(Unavailable):
            self._ledger.release(*self._which, self._owner)


def give_back_all() -> None:
    """Let others have all that this process holds; whatever its threads still find out comes too late."""
    _KEEPER.forsake()


class _Keeper:
    """Renews all leases of this process, from a thread that is started with the first one."""

    def __init__(self) -> None:
        self._leases: set[Lease] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, lease: Lease) -> None:
        with self._lock:
            self._leases.add(lease)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="leases", daemon=True)
                self._thread.start()

    def drop(self, lease: Lease) -> None:
        with self._lock:
            self._leases.discard(lease)

    def forsake(self) -> None:
        with self._lock:
            leases = list(self._leases)
        for lease in leases:
            lease.forsake()

    def _work(self) -> None:
        pause = threading.Event()
        while not pause.wait(_RENEWED):
            with self._lock:
                leases = list(self._leases)
            for lease in leases:
                with contextlib.suppress(Unavailable):
                    lease.renew()


_KEEPER = _Keeper()


def _forget() -> None:
    """A forked process holds nothing and has no thread; what its parent holds is not its to renew."""
    global _KEEPER
    _KEEPER = _Keeper()


os.register_at_fork(after_in_child=_forget)
