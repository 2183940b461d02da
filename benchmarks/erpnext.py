"""A month's bills pushed to ERPNext, beside a plain client that posts one document after the other.

`python -m benchmarks.erpnext [--units N]`

ERPNext is the tests' server in a process of its own, over HTTP. A real one needs some 90 ms of its processor for an
invoice (docs/scale.md), so what is wanted is of our own share: at nine invoices a second an invoice has 111 ms.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.installation import Installation, fresh
from tests.services.erpnext.server import TOKEN

MILLISECONDS_OF_AN_INVOICE = 1000 / 9
WANTED_SHARE, WANTED_REQUESTS = 0.1, 0.1
"""Of an invoice's time that is ours; of the requests of the plain client."""


@dataclass
class Server:
    url: str
    asked: dict[str, float] = field(default_factory=dict)


@contextmanager
def erpnext(site: Path) -> Iterator[Server]:
    """The tests' server, on what is in the file; `asked` is filled when it has ended."""
    command = [sys.executable, "-m", "tests.services.erpnext", str(site)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        server = Server(process.stdout.readline().strip())
        try:
            yield server
        finally:
            process.stdin.close()
            server.asked = json.loads(process.stdout.read() or "{}")


def pushed(installation: Installation, server: Server, *arguments: str) -> dict[str, float]:
    """What `property-ops erpnext …` took, by the clock and of the processor."""
    os.environ |= {
        "PROPERTY_OPS_ERPNEXT_URL": server.url,
        "PROPERTY_OPS_ERPNEXT_TOKEN": TOKEN,
        "PROPERTY_OPS_ERPNEXT_COMPANY": "Property",
        "PROPERTY_OPS_INSIDE": "127.0.0.1",
    }
    return json.loads(installation.run("benchmarks.erpnext_run", *arguments))


def measure(units: int) -> bool:
    with fresh("sqlite") as installation:
        installation.run("benchmarks.town", str(units), "5")
        installation.run("benchmarks.month")
        site, before = installation.data.parent / "site", installation.data.parent / "before"
        with erpnext(site) as server:
            pushed(installation, server, "setup")
        before.write_bytes(site.read_bytes())
        with erpnext(site) as ours:
            run = pushed(installation, ours, "push")
        with erpnext(before) as theirs:
            loop = pushed(installation, theirs, "loop")
    invoices = run["invoices"]
    mine, plain = (1000 * one["processor"] / invoices for one in (run, loop))
    asked, asked_plainly = (one.asked["requests"] for one in (ours, theirs))
    kept = mine <= WANTED_SHARE * MILLISECONDS_OF_AN_INVOICE and asked <= WANTED_REQUESTS * asked_plainly
    print(f"{invoices:,} invoices and {run['customers']:,} customers")
    for name, one, server, each in (("push", run, ours, mine), ("plain client", loop, theirs, plain)):
        print(
            f"  {name:14} {one['seconds']:6.2f} s, {invoices / one['seconds']:6.1f} invoices a second; {each:5.2f} ms "
            f"of the processor an invoice, the server {1000 * server.asked['processor'] / invoices:.2f} ms; "
            f"{server.asked['requests']:,.0f} requests"
        )
    print(
        f"  {'as wanted' if kept else 'NOT AS WANTED'}: {mine / MILLISECONDS_OF_AN_INVOICE:.1%} of the 111 ms that an "
        f"invoice has (at most {WANTED_SHARE:.0%}), {asked / asked_plainly:.1%} of the plain client's requests "
        f"(at most {WANTED_REQUESTS:.0%})"
    )
    return bool(kept)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2_000)
    raise SystemExit(0 if measure(parser.parse_args().units) else 1)
