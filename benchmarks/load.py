"""Staff who click while the month is billed beside them, and then while 5,000 receipts are imported.

`python -m benchmarks.load [--people N] [--seconds N] [--lines N] …`. Each thinks two to five seconds between two pages,
and hundreds of connections stand open beside them that ask for nothing. `--residents N`: so many households open their
bills afterwards, in an hour that takes `--hour` seconds; with `--people 0` these alone.
Told are the milliseconds of the processor for a page, which compare between machines, and the seconds that people
waited, which do not on a busy one. Wanted: every page is answered; on two idle cores 19 of 20 pages within half a
second, and no more than a third later while the import runs. Then 200 files are uploaded at once: each is taken or
refused, none hangs.
"""

import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import requests

from benchmarks.clicks import Clicks, spent_while
from benchmarks.databases import on_each_database
from benchmarks.installation import Installation, fresh
from benchmarks.residents import links, opened

PASSWORD = "only-for-measuring-7"
ESTATES = 5
WANTED_SECONDS, WANTED_RATIO = 0.5, 4 / 3
UPLOADS, HANGS_AFTER, HANGING, BUSY = 200, 300, "hanging", 503
PAGES = ("/", "/units/", "/bills/", "/receipts/", "/works/", "/requests/", "/arrears/", "/estates/", "/audit/")
STAFF = f"""
from property_ops.framework.models import User
User.objects.create_superuser("clicks", password="{PASSWORD}", language="zh-hans")
"""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
IDLE_SECONDS = 15


def log_in(person: requests.Session, site: str) -> None:
    """Again where the database is busy: a log-in writes, and says so after some seconds."""
    while True:
        token = _TOKEN.search(person.get(f"{site}/login/", timeout=60).text)
        assert token
        form = {"username": "clicks", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        answer = person.post(f"{site}/login/", form, timeout=60)
        if answer.status_code != BUSY:
            answer.raise_for_status()
            return
        time.sleep(1)


def click(site: str, let_in: requests.Session, until: float, clicks: Clicks) -> None:
    """One person to the end, who has logged in that morning: not all do so in the same second."""
    person = requests.Session()
    person.cookies.update(let_in.cookies)
    time.sleep(random.uniform(0, 5))
    while time.monotonic() < until:
        clicks.click(person, site + random.choice(PAGES), expected=(200, 404))
        time.sleep(random.uniform(2, 5))


def uploaded_at_once(site: str, count: int) -> Counter[str]:
    """What as many uploads are answered that come at the same moment, by one who is logged in."""
    person, body, found = requests.Session(), b"\xd0\xcf" * 100_000, Counter[str]()
    log_in(person, site)
    token = _TOKEN.search(person.get(f"{site}/import/", timeout=60).text)
    assert token
    together = threading.Barrier(count)

    def upload() -> None:
        one = requests.Session()
        one.cookies.update(person.cookies)
        together.wait()
        try:
            files, form = {"files": ("登记.xls", body)}, {"csrfmiddlewaretoken": token[1]}
            answer = one.post(f"{site}/import/", form, files=files, timeout=HANGS_AFTER, allow_redirects=False)
            found["served" if answer.status_code < 400 else f"refused with {answer.status_code}"] += 1
        except requests.Timeout:
            found[HANGING] += 1
        except requests.RequestException as error:
            found[f"refused: {type(error).__name__}"] += 1

    crowd = [threading.Thread(target=upload) for _ in range(count)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return found


@contextmanager
def served(installation: Installation, processes: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "PROPERTY_OPS_DATA": str(installation.data),
        "DATABASE_URL": installation.url,
        "PROPERTY_OPS_URL": site,
        "DJANGO_SETTINGS_MODULE": "property_ops.framework.settings",
    }
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


def crowded(site: str, process: int, *, people: int, seconds: int, beside: Callable[[], object]) -> Clicks:
    """What people were answered who click for so many seconds, and as long as what is done beside them lasts."""
    let_in = requests.Session()
    log_in(let_in, site)
    clicks, until = Clicks(), time.monotonic() + seconds
    crowd = [threading.Thread(target=click, args=(site, let_in, until, clicks)) for _ in range(people)]

    def all_click() -> None:
        for person in crowd:
            person.start()
        beside()
        clicks.beside_ended = until - time.monotonic()
        for person in crowd:
            person.join()

    clicks.processor = spent_while(process, all_click)
    return clicks


@contextmanager
def idle_connections(site: str, count: int) -> Iterator[None]:
    """They stand open and ask for nothing; opened again where the site closed them."""
    host, port = site.rpartition("/")[2].split(":")
    ended = threading.Event()

    def keep_open() -> None:
        while not ended.is_set():
            with ExitStack() as connections, suppress(OSError):
                for _ in range(count):
                    connections.enter_context(socket.create_connection((host, int(port)), timeout=30))
                ended.wait(IDLE_SECONDS)

    keeping = threading.Thread(target=keep_open)
    keeping.start()
    try:
        yield
    finally:
        ended.set()
        keeping.join()


def measure(
    kind: str,
    *,
    people: int,
    seconds: int,
    processes: int,
    units: int,
    lines: int,
    idle: int,
    residents: int,
    hour: int,
) -> bool:
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(ESTATES))
        installation.run("property_ops.framework.cli", "django", "shell", "--verbosity", "0", "--command", STAFF)
        with served(installation, processes) as (site, process), idle_connections(site, idle):
            print(f"{kind}: {people} people, {processes} processes, {idle} connections that ask for nothing")
            if people:
                kept = _staff(installation, site, process.pid, people, seconds, units, lines)
            else:
                installation.run("benchmarks.month")
                kept = True
            if residents:
                tokens = links(installation, residents)
                clicks = opened(site, process.pid, tokens, seconds=hour)
                print(f"  {residents:,} households open their bills, an hour in {hour} s: {clicks}", flush=True)
                kept = kept and not clicks.faults
    return kept


def _staff(
    installation: Installation, site: str, process: int, people: int, seconds: int, units: int, lines: int
) -> bool:
    phases = {
        f"{units:,} units were billed": lambda: installation.run("benchmarks.month"),
        f"{lines:,} receipts were imported": lambda: installation.run("benchmarks.receipts_run", str(lines)),
    }
    found = []
    for name, beside in phases.items():
        clicks = crowded(site, process, people=people, seconds=seconds, beside=beside)
        found.append(clicks)
        print(f"  while {name}: {clicks}", flush=True)
    uploads = uploaded_at_once(site, UPLOADS)
    print(f"  {UPLOADS} uploads at once: {dict(uploads)}", flush=True)
    before, after = (clicks.late for clicks in found)
    print(
        f"  one of twenty waited {before:.2f} s, then {after:.2f} s: {after / before:.2f} × "
        f"(on idle cores at most {WANTED_SECONDS} s and {WANTED_RATIO:.2f} × wanted)",
        flush=True,
    )
    return not any(clicks.faults for clicks in found) and not uploads[HANGING]


if __name__ == "__main__":
    raise SystemExit(
        on_each_database(
            __doc__,
            measure,
            people=50,
            seconds=60,
            units=2_000,
            processes=1,
            lines=5_000,
            idle=300,
            residents=0,
            hour=600,
        )
    )
