"""What these tests begin with: nothing, June's bills, or June's bills and an ERPNext that is set up for them.

The last two are made once for all tests of the folder.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from invoices.modules.billing.public import Bill
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.services.companies import entered
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.push import push
from invoices.modules.erpnext.services.setup import set_up
from invoices.modules.ledger.public import LedgerAccount
from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from tests.invoices import june
from tests.invoices.june import NOW
from tests.services.erpnext.server import TOKEN, FakeErpnext, running
from tests.services.erpnext.store import Store
from tests.services.kept_states import KeptStates
from tests.services.shipped import load_shipped

ISSUED, READY = "issued_june", "ready"


@pytest.fixture(scope="package")
def _states(shipped_rows: None, django_db_blocker: DjangoDbBlocker) -> Iterator[KeptStates]:
    with django_db_blocker.unblock():
        states = KeptStates()
    yield states
    with django_db_blocker.unblock():
        states.leave()


@pytest.fixture(autouse=True)
def _beginning(
    request: pytest.FixtureRequest, _states: KeptStates, _our_own_machine: None, django_db_blocker: DjangoDbBlocker
) -> Store | None:
    """Before a test's transaction begins; what ERPNext has then, where it is set up."""
    wanted = next((name for name in (READY, ISSUED) if name in request.fixturenames), "")
    if not _states.is_able:
        return None
    with django_db_blocker.unblock():
        if wanted:
            _states.enter(ISSUED, _issue)
        kept: Store | None = _states.enter(wanted, _get_ready)
    return kept.copied() if kept else None


def _issue() -> None:
    load_shipped()
    june.issued(*(UserFactory(username=name, role=role) for name, role in STAFF[:2]))


def _get_ready() -> Store:
    with running() as server:
        access = ErpNextAccess(url=server.url, token=TOKEN, company="Property", pause=0.0)
        gateway = Gateway(url=server.url, token=TOKEN)
        entered(access.company)
        set_up(access=access, gateway=gateway, by=_person(*STAFF[2]), now=NOW)
        gateway.close()
        return server.store


STAFF = (("kuaiji", "accountant"), ("fuhe", "reviewer"), ("jingli", "manager"))


def _person(username: str, role: str) -> User:
    return User.objects.filter(username=username).first() or UserFactory(username=username, role=role)


@pytest.fixture
def shipped(shipped_rows: None, db: None) -> None:
    if not LedgerAccount.objects.exists():
        load_shipped()


@pytest.fixture
def accountant(shipped):
    return _person(*STAFF[0])


@pytest.fixture
def reviewer(shipped):
    return _person(*STAFF[1])


@pytest.fixture(autouse=True)
def _our_own_machine(settings):
    """The ERPNext of the tests runs here, and the operator says so."""
    settings.INSIDE_HOSTS = ["127.0.0.1"]


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
def manager(shipped):
    return _person(*STAFF[2])


@pytest.fixture
def issued_june(_beginning, accountant, reviewer):
    if not Bill.objects.exists():
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
