"""What a money service has checked is still true when it writes, whatever runs at the same time (ADR 0033)."""

from pathlib import Path

import pytest

from tests.pairs.run import run_pairs
from tests.pairs.scenes import LEFT_OUT, SCENES, services
from tests.services.postgresql import Cluster

SECONDS = 240


def test_every_money_service_has_its_turn() -> None:
    known = SCENES.keys() | LEFT_OUT.keys()
    assert sorted(set(services()) - known) == [], "give it a scene in tests/pairs/scenes.py, or say why not"
    assert sorted(known - set(services())) == []


@pytest.mark.parametrize(("seed", "count"), [(5, 4), pytest.param(6, 40, marks=pytest.mark.long)])
def test_two_money_services_at_the_same_time_leave_the_books_whole(
    postgresql_cluster: Cluster, postgresql_template: tuple[str, Path], seed: int, count: int
) -> None:
    """Some dangerous pairs; forty: all in both orders, and more; `python -m tests.pairs.run` runs 3000."""
    report = run_pairs(seed, count, port=postgresql_cluster.port, template=postgresql_template[0], seconds=SECONDS)
    assert report.faults == []
    assert report.pairs
    assert report.both_done
