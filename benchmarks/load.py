"""Staff who click while the month is billed beside them: `python -m benchmarks.load [--people N] [--seconds N] …`.

Each thinks two to five seconds between two pages. Told are the milliseconds of the processor for a page, which
compare between machines, and the seconds that people waited, which do not on a busy one. Wanted: every page is
answered.
"""

import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import requests

from benchmarks.databases import on_each_database
from benchmarks.installation import Installation, fresh

PASSWORD = "only-for-measuring-7"
ESTATES = 5
PAGES = ("/", "/units/", "/bills/", "/receipts/", "/works/", "/requests/", "/arrears/", "/estates/", "/audit/")
STAFF = f"""
from property_ops.framework.models import User
User.objects.create_superuser("clicks", password="{PASSWORD}", language="zh-hans")
"""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Clicks:
    """What people were answered: seconds of each page, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def click(site: str, until: float, clicks: Clicks) -> None:
    """One person, from log-in to the end."""
    person = requests.Session()
    token = _TOKEN.search(person.get(f"{site}/login/", timeout=30).text)
    assert token
    form = {"username": "clicks", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    person.post(f"{site}/login/", form, timeout=60)
    time.sleep(random.uniform(0, 3))
    while time.monotonic() < until:
        page, begun = random.choice(PAGES), time.monotonic()
        try:
            answer = person.get(site + page, timeout=30)
            if answer.status_code not in (200, 404):
                clicks.faults.append(f"{page} {answer.status_code}")
        except requests.RequestException as error:
            clicks.faults.append(f"{page} {type(error).__name__}")
        clicks.seconds.append(time.monotonic() - begun)
        time.sleep(random.uniform(2, 5))


@contextmanager
def served(installation: Installation, processes: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "PROPERTY_OPS_DATA": str(installation.data), "DATABASE_URL": installation.url, "PROPERTY_OPS_URL": site,
        "DJANGO_SETTINGS_MODULE": "property_ops.framework.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "property_ops.framework.cli", "serve", "--port", str(port)]
    process = subprocess.Popen([*command, "--processes", str(processes)], env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _is_there(site):
            time.sleep(0.2)
        yield site, process
    finally:
        process.terminate()
        process.wait()


def _is_there(site: str) -> bool:
    try:
        return requests.get(f"{site}/healthz", timeout=2).status_code == 200
    except requests.RequestException:
        return False


def _processor(process: int) -> float:
    """Processor seconds of the process and those below it."""
    children = [
        int(child) for path in Path(f"/proc/{process}/task").glob("*/children") for child in path.read_text().split()
    ]
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(map(_processor, children))


def measure(kind: str, *, people: int, seconds: int, processes: int, units: int) -> bool:
    clicks = Clicks()
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(ESTATES))
        installation.run("property_ops.framework.cli", "django", "shell", "--verbosity", "0", "--command", STAFF)
        with served(installation, processes) as (site, process):
            before, until = _processor(process.pid), time.monotonic() + seconds
            crowd = [threading.Thread(target=click, args=(site, until, clicks)) for _ in range(people)]
            for person in crowd:
                person.start()
            installation.run("benchmarks.month")
            for person in crowd:
                person.join()
            spent = _processor(process.pid) - before
    pages, last = len(clicks.seconds), quantiles(clicks.seconds, n=20)[-1]
    print(
        f"{kind}: {people} people, {processes} processes, {pages} pages while {units:,} units were billed: "
        f"{1000 * spent / pages:.0f} ms of the processor a page; waited {median(clicks.seconds):.2f} s, "
        f"one of twenty {last:.2f} s; {len(clicks.faults)} not answered {clicks.faults[:3] or ''}",
        flush=True,
    )
    return not clicks.faults


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, people=50, seconds=60, units=2_000, processes=1))
