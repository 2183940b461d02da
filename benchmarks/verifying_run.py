"""Seals the town's records, verifies all of them and what came since, and prints what it took as JSON."""

import json
import resource
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import django

from benchmarks.processor import server_of_django, spent

NOW = datetime(2022, 7, 2, 1, 0, tzinfo=UTC)
SLOWEST = 8


def main() -> None:
    django.setup()
    from property_ops.framework.checks import verify_all, verify_answers

    seal = _sealed()
    server = server_of_django()
    whole, each = _timed(verify_all(), server)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    since, _ = _timed(verify_answers({"since": seal}), server)
    print(
        json.dumps(
            {
                "whole": {"processor": whole},
                "since": {"processor": since},
                "peak_megabytes": peak,
                "checks": len(each),
                "slowest": sorted(each.items(), key=lambda one: -one[1])[:SLOWEST],
            }
        )
    )


def _sealed() -> str:
    """A seal as `--since` is given it."""
    from django.db import transaction

    from invoices.modules.proofs.public import SealKind, seal_now
    from property_ops.framework.accounts import system_user

    with transaction.atomic():
        seal = seal_now(kind=SealKind.DAY, name="2022-07-01", by=system_user(), now=NOW)
    return str(seal.head)


def _timed(checks: Iterator[Any], server: int | None) -> tuple[float, dict[str, float]]:
    """Processor seconds of all, and of each check by its name. Ends where there is a difference."""
    began = last = spent(server)
    each: dict[str, float] = {}
    for check in checks:
        if check.differences:
            raise SystemExit(f"{check.name}: {check.differences[:3]}")
        now = spent(server)
        each[check.name] = each.get(check.name, 0.0) + now - last
        last = now
    return spent(server) - began, each


if __name__ == "__main__":
    main()
