"""What a money service has checked is still true when it writes, whatever runs at the same time (ADR 0033)."""

from pathlib import Path

from tests.pairs.run import run_pairs
from tests.pairs.scenes import LEFT_OUT, SCENES, services
from tests.services.postgresql import Cluster

COUNT, SECONDS = 10, 30


def test_every_money_service_has_its_turn() -> None:
    known = SCENES.keys() | LEFT_OUT.keys()
    assert sorted(set(services()) - known) == [], "give it a scene in tests/pairs/scenes.py, or say why not"
    assert sorted(known - set(services())) == []


def test_two_money_services_at_the_same_time_leave_the_books_whole(
    postgresql_cluster: Cluster, postgresql_template: tuple[str, Path]
) -> None:
    """The dangerous pairs in both orders, and some more; all of them: `python -m tests.pairs.run --count 3000`."""
    report = run_pairs(5, COUNT, port=postgresql_cluster.port, template=postgresql_template[0], seconds=SECONDS)
    assert report.faults == []
    assert report.pairs
    assert report.both_done
