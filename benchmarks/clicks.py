"""What people were answered by a served site, and what of the processor it took."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import requests

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Clicks:
    """Seconds of each page, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    processor: float = 0.0
    beside_ended: float = 0.0

    def click(self, person: requests.Session, address: str, *, expected: tuple[int, ...] = (200,)) -> None:
        begun = time.monotonic()
        try:
            answer = person.get(address, timeout=30)
            if answer.status_code not in expected:
                self.faults.append(f"{address} {answer.status_code}")
        except requests.RequestException as error:
            self.faults.append(f"{address} {type(error).__name__}")
        self.seconds.append(time.monotonic() - begun)

    @property
    def late(self) -> float:
        """What one of twenty waited at least."""
        return quantiles(self.seconds, n=20)[-1]

    def __str__(self) -> str:
        pages = len(self.seconds)
        left = f", which ended {self.beside_ended:.0f} s before them" if self.beside_ended > 0 else ""
        return (
            f"{pages} pages{left}, {1000 * self.processor / pages:.0f} ms of the processor each; waited "
            f"{median(self.seconds):.2f} s, one of twenty {self.late:.2f} s; "
            f"{len(self.faults)} not answered {self.faults[:3] or ''}"
        )


def spent_while(process: int, happens: Callable[[], object]) -> float:
    """Processor seconds of the process and those below it."""
    before = _processor(process)
    happens()
    return _processor(process) - before


def _processor(process: int) -> float:
    children = [
        int(child) for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
    ]
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(map(_processor, children))
