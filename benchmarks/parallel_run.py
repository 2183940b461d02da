"""Has the town's month billed by so many workers, step by step, and prints what it took as JSON.

`python -m benchmarks.parallel_run WORKERS PRINTS`
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import django

from benchmarks.town import MONTH

LOOK_EVERY = 0.25
STEPS = (("charge", "prepares"), ("draft", "prepares"), ("approve", "approves"), ("issue", "prepares"))
PRINTING = ("print", "prepares")
_TICKS = os.sysconf("SC_CLK_TCK")
_SESSIONS = """
SELECT pid, wait_event_type = 'Lock', EXISTS (
    SELECT 1 FROM pg_locks held WHERE held.pid = one.pid AND held.granted AND held.locktype = 'advisory'
    AND (held.classid::bigint << 32) | held.objid::bigint = hashtextextended(%s, 0)
) FROM pg_stat_activity one WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass
class StepTime:
    """`processor`: of the workers and of the server's sessions for them; `waited`: of those for a lock; `held`: the
    end of the ledger's chain by any of them.

    `parts`: how many tasks it was, which workers can share.
    """

    parts: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    waited: float = 0.0
    held: float = 0.0


def main() -> None:
    workers, prints = int(sys.argv[1]), int(sys.argv[2])
    django.setup()
    with _at_work(workers) as processes:
        steps = {name: asdict(_step(name, by, processes)) for name, by in (*STEPS, *([PRINTING] if prints else []))}
        megabytes = max(_peak(process) for process in processes)
    print(json.dumps({"workers": workers, "steps": steps, "megabytes": megabytes, **_outcome()}))


@contextmanager
def _at_work(workers: int) -> Iterator[list[int]]:
    """The processes that do the tasks, once all of them have shown themselves."""
    from property_ops.framework.models import BackgroundWorker

    command = [sys.executable, "-m", "property_ops.framework.cli", "worker", "--processes", str(workers)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as all_:
        try:
            while len(found := list(BackgroundWorker.objects.values_list("process", flat=True))) < workers:
                if all_.poll() is not None:
                    raise SystemExit("The workers ended before they began.")
                time.sleep(LOOK_EVERY)
            yield found
        finally:
            os.killpg(all_.pid, signal.SIGTERM)


def _step(name: str, by: str, processes: list[int]) -> StepTime:
    from django.utils import timezone

    from invoices.modules.month_end.models import RunState
    from invoices.modules.month_end.services import start_step
    from invoices.modules.month_end.tasks import run_part
    from property_ops.framework.models import User
    from property_ops.kernel.period import Month

    person, taken = User.objects.get(username=by), StepTime()
    before, servers = sum(map(_spent, processes)), _servers()
    run = start_step(
        step=name, month=Month.parse(MONTH), by=person, now=timezone.now(), estate_codes=[], enqueue=run_part.enqueue
    )
    looked = time.perf_counter()
    while run.state in (RunState.WAITING, RunState.RUNNING):
        time.sleep(LOOK_EVERY)
        now = time.perf_counter()
        sessions = _sessions()
        taken.waited += (now - looked) * sum(waits is True for _, waits, _ in sessions)
        taken.held += (now - looked) * sum(holds for _, _, holds in sessions)
        looked = now
        run.refresh_from_db()
    if run.state != RunState.DONE:
        raise SystemExit(f"{name}: {run.outcome}")
    times = list(run.parts.values_list("started_at", "finished_at"))
    taken.parts = len(times)
    taken.seconds = (max(end for _, end in times) - min(begun for begun, _ in times)).total_seconds()
    after = _servers()
    of_servers = sum(spent - servers.get(pid, 0.0) for pid, spent in after.items())
    taken.processor = sum(map(_spent, processes)) - before + of_servers
    return taken


def _sessions() -> list[tuple[int, bool | None, bool]]:
    """Of each but our own: the id of its process, whether it waits for a lock, whether it holds the chain's end."""
    from django.db import connection

    from invoices.modules.ledger.services.books import END_OF_CHAIN

    with connection.cursor() as cursor:
        cursor.execute(_SESSIONS, [END_OF_CHAIN])
        return cursor.fetchall()


def _servers() -> dict[int, float]:
    """Seconds of the processor so far of the server's processes behind all sessions but our own."""
    found = {}
    for pid, *_ in _sessions():
        if (path := Path(f"/proc/{pid}/schedstat")).exists():
            found[pid] = int(path.read_text().split()[0]) / 1e9
    return found


def _spent(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _outcome() -> dict[str, Any]:
    from benchmarks.month import outcome
    from invoices.modules.billing.public import Bill
    from property_ops.framework.models import NumberSeries
    from property_ops.framework.numbering import verify

    faults = [difference for check in verify() for difference in check.differences]
    if faults:
        raise SystemExit(f"The numbers are not in order: {faults[:3]}")
    series = NumberSeries.objects.filter(name__startswith=Bill.series.prefix).count()
    return {**outcome(), "series": series}


if __name__ == "__main__":
    main()
