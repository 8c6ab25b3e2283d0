"""How many devices speak from one address: a router that hides them must not make the whole room wait."""

from __future__ import annotations

import threading
from collections import OrderedDict

_ADDRESSES = 2000


class DevicesSeen:
    """Counts the different device cookies that came from an address, in memory only, for the newest addresses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: OrderedDict[str, set[str]] = OrderedDict()

    def note(self, address: str, device: str) -> None:
        """Remember that this device (a hash) spoke from this address."""
        with self._lock:
            self._seen.setdefault(address, set()).add(device)
            self._seen.move_to_end(address)
            while len(self._seen) > _ADDRESSES:
                self._seen.popitem(last=False)

    def count(self, address: str) -> int:
        """Return how many devices spoke from an address."""
        with self._lock:
            return len(self._seen.get(address, ()))

    def total(self) -> int:
        """Return how many different devices spoke at all."""
        with self._lock:
            return len(set().union(*self._seen.values()))
