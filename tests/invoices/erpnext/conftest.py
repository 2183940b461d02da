from collections.abc import Iterator

import pytest

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.services.companies import entered
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.push import push
from invoices.modules.erpnext.services.setup import set_up
from property_ops.framework.testing import UserFactory
from tests.invoices import june
from tests.invoices.june import NOW
from tests.services.erpnext.server import TOKEN, FakeErpnext, running


@pytest.fixture(autouse=True)
def _our_own_machine(settings):
    """The ERPNext of the tests runs here, and the operator says so."""
    settings.INSIDE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[FakeErpnext]:
    with running() as one:
        yield one


@pytest.fixture
def access(server: FakeErpnext) -> ErpNextAccess:
    return ErpNextAccess(url=server.url, token=TOKEN, company="Property", pause=0.0)


@pytest.fixture
def gateway(access: ErpNextAccess) -> Iterator[Gateway]:
    one = Gateway(url=access.url, token=access.token, sleep=lambda seconds: None)
    yield one
    one.close()


@pytest.fixture
def impatient(access: ErpNextAccess) -> Iterator[Gateway]:
    """Waits no longer than a test may: for what is silent or slow on purpose."""
    one = Gateway(url=access.url, token=access.token, read_seconds=1.0, total_seconds=1.5, sleep=lambda seconds: None)
    yield one
    one.close()


@pytest.fixture
def manager(shipped):
    return UserFactory(username="jingli", role="manager")


@pytest.fixture
def issued_june(accountant, reviewer):
    june.issued(accountant, reviewer)


@pytest.fixture
def prepare(access, gateway, manager):
    """Sets ERPNext up when called; what was made or found, by name."""

    def once():
        made = []
        entered(access.company)
        set_up(access=access, gateway=gateway, by=manager, now=NOW, tell=made.append)
        return made

    return once


@pytest.fixture
def ready(server, prepare, issued_june):
    """ERPNext is set up, and June is issued here."""
    prepare()


@pytest.fixture
def pushed(access, gateway, accountant, ready):
    """Pushes when called; what came of it by doctype."""

    def once():
        results = push(access=access, gateway=gateway, by=accountant, sleep=lambda seconds: None)
        return {one.doctype: one for one in results}

    return once
