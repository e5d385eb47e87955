"""How quick this machine is just now, and what processes cost it. Knows nothing of what they do."""

import os
import platform
import time
from collections.abc import Sequence

import psutil


def named() -> str:
    """This machine in a line."""
    quickest = min(loop() for _ in range(3))
    said = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"{said}; load {os.getloadavg()[0]:.1f} before; the loop took {quickest:.2f} s"


def loop() -> float:
    """Seconds for 3 million steps of nothing much, to hold other seconds against."""
    began, x = time.perf_counter(), 0
    for i in range(3_000_000):
        x = (x * 31 + i) & 0xFFFFFFFF
    return time.perf_counter() - began


def spent(processes: Sequence[psutil.Process]) -> float:
    """Processor seconds of all of these so far."""
    return float(sum(sum(p.cpu_times()[:2]) for p in processes if p.is_running()))


def percentile(of: Sequence[float], share: float) -> float:
    """The one that so large a share of them lies below."""
    return sorted(of)[min(len(of) - 1, int(len(of) * share))]


def heading(*columns: str) -> None:
    """Prints the head of a table in Markdown."""
    print(f"\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")


def row(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
