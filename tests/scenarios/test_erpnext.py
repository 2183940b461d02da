"""A month's bills in ERPNext by the console command: killed in the middle, started twice, checked to the fen."""

import time
from collections.abc import Iterator

import pytest

from tests.scenarios.processes import kill
from tests.services.erpnext.server import CUT_AFTER, TOKEN, FakeErpnext, running
from tests.services.installation import Installation, python

MONTH = ("2022-05", "--estate", "BC01")
# A real ERPNext is asked at leisure; this one need not be spared.
AS_QUICKLY_AS_IT_ANSWERS = """
from invoices.modules.erpnext.models import Connection
Connection.objects.update_or_create(defaults=dict(requests_per_minute=60_000))
"""
PATIENCE_SECONDS = 300


@pytest.fixture
def server() -> Iterator[FakeErpnext]:
    with running() as one:
        yield one


@pytest.fixture
def settings(server: FakeErpnext) -> dict[str, str]:
    return {
        "PROPERTY_OPS_ERPNEXT_URL": server.url,
        "PROPERTY_OPS_ERPNEXT_TOKEN": TOKEN,
        "PROPERTY_OPS_ERPNEXT_COMPANY": "Property",
        "PROPERTY_OPS_INSIDE": "127.0.0.1",
    }


@pytest.fixture
def issued(office: Installation) -> Installation:
    office.succeed_all(
        python(AS_QUICKLY_AS_IT_ANSWERS),
        ("charge", *MONTH), ("bill", *MONTH), ("bill", *MONTH, "--approve", "--issue", "--by", "admin"),
    )  # fmt: skip
    return office


def test_a_month_is_in_erpnext_once_though_killed_and_started_twice(
    issued: Installation, server: FakeErpnext, settings: dict[str, str]
) -> None:
    issued.succeed("erpnext", "setup", **settings)
    assert killed_after_some_invoices(issued, server, settings)
    server.break_next(CUT_AFTER)
    two = [issued.start("erpnext", "push", **settings) for _ in range(2)]
    printed = [one.communicate()[0] for one in two]
    assert [one.returncode for one in two] == [0, 0], printed
    ids = [one["custom_source_id"] for one in server.store.of("Sales Invoice").values()]
    assert len(ids) == len(set(ids)) > 100
    issued.succeed("erpnext", "check", **settings)


def killed_after_some_invoices(issued: Installation, server: FakeErpnext, settings: dict[str, str]) -> bool:
    process = issued.start("erpnext", "push", **settings)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and not server.store.of("Sales Invoice"):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    return kill(process)
