"""What was made of one state of the register and is asked for again: bounded, and let go when the state is another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by name, all of one state; the one that was asked for longest ago goes first. One for all threads.

    ``most`` bounds what all of them weigh together. Who asks for what another thread is making waits for it.

    >>> kept = Kept[str](most=2)
    >>> [kept.find("monday", name, name.upper) for name in ("a", "b", "c")], sorted(kept), kept.weight
    (['A', 'B', 'C'], ['b', 'c'], 2)
    >>> kept.find("tuesday", "a", lambda: None), sorted(kept)
    (None, [])
    """

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _: 1) -> None:
        self.most = most
        self.weight = 0
        """What all that is kept weighs together."""
        self._weigh = weigh
        self._lock = Lock()
        self._state: Hashable = None
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._making: dict[Hashable, Future[Value | None]] = {}

    def __iter__(self) -> Iterator[Hashable]:
        with self._lock:
            return iter(tuple(self._values))

    def find(self, state: Hashable, name: Hashable, make: Callable[[], Value | None]) -> Value | None:
        """What is kept under a name of this state, made where there is nothing; what is made as ``None`` is not kept.

        What ``make`` raises is raised for whoever waits, too.
        """
        with self._lock:
            if state != self._state:
                self._values, self._making, self._state, self.weight = OrderedDict(), {}, state, 0
            if name in self._values:
                self._values.move_to_end(name)
                return self._values[name]
            making = self._making.get(name)
            own = making is None
            if making is None:
                making = self._making[name] = Future()
        if own:
            self._make(state, name, make, making)
        return making.result()

    def _make(
        self, state: Hashable, name: Hashable, make: Callable[[], Value | None], making: Future[Value | None]
    ) -> None:
        try:
            made = make()
        except BaseException as error:
            making.set_exception(error)
        else:
            self._keep(state, name, made)
            making.set_result(made)
        finally:
            with self._lock:
                if self._making.get(name) is making:
                    del self._making[name]

    def _keep(self, state: Hashable, name: Hashable, made: Value | None) -> None:
        with self._lock:
            if made is None or state != self._state:
                return
            self._values[name] = made
            self.weight += self._weigh(made)
            while self.weight > self.most:
                _, gone = self._values.popitem(last=False)
                self.weight -= self._weigh(gone)
