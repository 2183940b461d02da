"""`python -m tests.pairs.run --seed 1 --count 50`: so many pairs of money services, on a PostgreSQL of its own.

For other programs: `run_pairs(seed, count)`.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.services.postgresql import Cluster, private_cluster

ROOT = Path(__file__).resolve().parents[2]
WORLD = "pairs_world"


@dataclass
class PairsReport:
    """How many pairs were run, and what was wrong: nothing, if the list is empty."""

    seed: int
    pairs: int = 0
    seconds: float = 0.0
    both_done: int = 0
    blocked: int = 0
    faults: list[str] = field(default_factory=list)


def run_pairs(seed: int, count: int, *, port: int = 0, template: str = "", seconds: int = 0) -> PairsReport:
    """Run `count` pairs drawn by `seed` in a process of their own, on the PostgreSQL at `port` or a new one.

    `template` names a database with an initialised, empty installation; `seconds` for the pairs end it earlier, but
    one is always run: a run that tried nothing proves nothing.
    """
    options = {"seed": seed, "count": count, "port": port, "seconds": seconds}
    command = [
        sys.executable,
        "-m",
        "tests.pairs.run",
        "--json",
        *(f"--{key}={value}" for key, value in options.items()),
    ]
    if template:
        command.append(f"--template={template}")
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(done.stderr[-4000:])
    return PairsReport(**json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("seed", 1), ("count", 50), ("port", 0), ("seconds", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--template", default="")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--pair", nargs=3, metavar=("FIRST", "SECOND", "STOP"))
    asked = parser.parse_args()
    with _server(asked.port) as cluster, tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DATABASE_URL": cluster.url(WORLD), "PROPERTY_OPS_DATA": data,
            "DJANGO_SETTINGS_MODULE": "property_ops.framework.settings",
        }  # fmt: skip
        report = _run(cluster, asked)
    if asked.json:
        print(json.dumps(asdict(report)))
    else:
        print(f"{report.pairs} pairs of seed {report.seed} in {report.seconds:.0f} s: both done {report.both_done}")
        print("\n".join(report.faults))
    return 1 if report.faults else 0


@contextmanager
def _server(port: int) -> Iterator[Cluster]:
    if port:
        yield Cluster(port=port)
    else:
        with private_cluster() as cluster:
            yield cluster


def _run(cluster: Cluster, asked: argparse.Namespace) -> PairsReport:
    import django

    django.setup()
    from tests.pairs.trial import Trial

    trial = Trial(cluster, WORLD)
    report, began = PairsReport(asked.seed), time.monotonic()
    cluster.drop_database(WORLD)
    cluster.create_database(WORLD, template=asked.template or "template0")
    try:
        report.faults += trial.prepare(migrate=not asked.template)
        ends = time.monotonic() + asked.seconds
        pairs = (
            [(*asked.pair[:2], int(asked.pair[2]))]
            if asked.pair
            else trial.draw(random.Random(asked.seed), asked.count)
        )
        for first, second, stop in pairs:
            if asked.seconds and report.pairs and time.monotonic() > ends:
                break
            result = trial.run(first, second, stop)
            report.pairs += 1
            report.both_done += result.both_done
            report.faults += result.faults
        report.faults += trial.crossed_locks()
    finally:
        trial.close()
    report.seconds = round(time.monotonic() - began, 1)
    return report


if __name__ == "__main__":
    sys.exit(main())
