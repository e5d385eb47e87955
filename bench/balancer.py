"""A balancer of a few lines: every request to the next server in turn, no stickiness, nothing tried twice.

Knows nothing of Told Us but the page by which it asks each server whether it is ready. It stands in for
HAProxy, nginx or a cloud's own, and does less than any of them.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

EVERY = 0.5  # seconds between two looks at a server
_ENOUGH = 1.0  # seconds for an answer to "are you ready?"


@dataclass
class Balancer:
    """Takes connections at `port` once it is started, each for one request."""

    ports: list[int]
    port: int = 0
    handed: dict[int, int] = field(default_factory=dict)  # requests, by server
    _ready: set[int] = field(default_factory=set)
    _turn: Iterator[int] = field(default_factory=count)
    _now: set[asyncio.Task[None] | None] = field(default_factory=set)  # the loop itself holds no task fast

    async def run(self, started: threading.Event, over: asyncio.Event) -> None:
        """Serves until it is over."""
        server = await asyncio.start_server(self._one, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        looking = [asyncio.create_task(self._look(port)) for port in self.ports]
        started.set()
        await over.wait()
        server.close()
        for task in looking:
            task.cancel()

    async def _look(self, port: int) -> None:
        while True:
            try:
                ready = await asyncio.wait_for(_says_ready(port), _ENOUGH)
            except (OSError, TimeoutError):
                ready = False
            (self._ready.add if ready else self._ready.discard)(port)
            await asyncio.sleep(EVERY)

    def _next(self) -> int:
        """Of those that are ready; of all, if none is: a page that says sorry is better than none."""
        among = [port for port in self.ports if port in self._ready] or self.ports
        return among[next(self._turn) % len(among)]

    async def _one(self, asking: asyncio.StreamReader, answering: asyncio.StreamWriter) -> None:
        self._now.add(task := asyncio.current_task())
        port = self._next()
        self.handed[port] = self.handed.get(port, 0) + 1
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await asking.readuntil(b"\r\n\r\n")
            given, taking = await asyncio.open_connection("127.0.0.1", port)
            taking.write(head[:-2] + b"Connection: close\r\n\r\n")
            back = asyncio.create_task(_pour(asking, taking))
            await _pour(given, answering)
            back.cancel()
            taking.close()
        answering.close()
        self._now.discard(task)


async def _pour(out_of: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await out_of.read(65_536):
            into.write(some)
            await into.drain()


async def _says_ready(port: int) -> bool:
    given, taking = await asyncio.open_connection("127.0.0.1", port)
    taking.write(b"GET /ready HTTP/1.0\r\n\r\n")
    line = await given.readline()
    taking.close()
    return b" 200 " in line


@contextmanager
def balancing(ports: list[int]) -> Iterator[Balancer]:
    """A balancer before these servers, in a thread of its own, gone when it's left."""
    made, started = Balancer(ports), threading.Event()
    loop, over = asyncio.new_event_loop(), asyncio.Event()

    def run() -> None:
        loop.run_until_complete(made.run(started, over))
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with suppress(asyncio.CancelledError):
                loop.run_until_complete(task)
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    started.wait()
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
