"""What these tests begin with: nothing, June's bills, or June's bills and an ERPNext that is set up for them."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils import translation

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.services.companies import entered
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.push import push
from invoices.modules.erpnext.services.setup import set_up
from tests.invoices.june import NOW
from tests.invoices.people import MANAGER, person
from tests.services.erpnext.server import TOKEN, FakeErpnext, running
from tests.services.erpnext.store import Store
from tests.services.kept_states import BEGINNINGS, Beginning, KeptStates

OUR_OWN_MACHINE = ["127.0.0.1"]


@pytest.fixture
def _beginning(kept_states: KeptStates, db: None) -> Store | None:
    """What ERPNext has when the test begins, where it is set up then."""
    kept: Store | None = kept_states.value
    return kept.copied() if kept else None


def _get_ready() -> Store:
    with running() as server, translation.override("en"), override_settings(INSIDE_HOSTS=OUR_OWN_MACHINE):
        access = ErpNextAccess(url=server.url, token=TOKEN, company="Property", pause=0.0)
        gateway = Gateway(url=server.url, token=TOKEN)
        entered(access.company)
        set_up(access=access, gateway=gateway, by=person(*MANAGER), now=NOW)
        gateway.close()
        return server.store


BEGINNINGS["ready"] = Beginning(_get_ready, upon="issued_june")


@pytest.fixture(autouse=True)
def _our_own_machine(settings):
    """The ERPNext of the tests runs here, and the operator says so."""
    settings.INSIDE_HOSTS = OUR_OWN_MACHINE


@pytest.fixture
def server(_beginning: Store | None) -> Iterator[FakeErpnext]:
    with running() as one:
        one.store = _beginning or one.store
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
def prepare(access, gateway, manager):
    """Sets ERPNext up when called; what was made or found, by name."""

    def once():
        made = []
        entered(access.company)
        set_up(access=access, gateway=gateway, by=manager, now=NOW, tell=made.append)
        return made

    return once


@pytest.fixture
def ready(_beginning, prepare, issued_june):
    """ERPNext is set up, and June is issued here."""
    if not _beginning:
        prepare()


@pytest.fixture
def pushed(access, gateway, accountant, ready):
    """Pushes when called; what came of it by doctype."""

    def once():
        results = push(access=access, gateway=gateway, by=accountant, sleep=lambda seconds: None)
        return {one.doctype: one for one in results}

    return once
