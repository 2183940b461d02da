"""Two estates that have everything, made once for the tests that go over the whole site."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from invoices.modules.tariffs.testing import TariffFactory
from property_ops.framework import shipped_data
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.visitors import ADMINISTRATOR, visitor
from tests.web import estate_side, money_side
from tests.web.crawling import Site, crawl, is_page, open_links


@pytest.fixture(scope="package")
def _database(kept_states, django_db_blocker) -> Iterator[None]:
    """A transaction that is rolled back after the last test of this folder."""
    with django_db_blocker.unblock():
        kept_states.enter("")
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


@pytest.fixture(scope="package")
def furnished(_database) -> Estate:
    shipped_data.load_all()
    boss, second = visitor(ADMINISTRATOR, language="zh-hans"), visitor(ADMINISTRATOR, language="zh-hans")
    other = owned_unit(estate=EstateFactory(code="BC02", name="北城新村"), owner="赵北城").estate
    estate_side.furnish(other, boss)
    TariffFactory(estate=other)
    estate = money_side.billed()
    estate_side.furnish(estate, boss)
    money_side.furnish(estate, boss, second)
    return estate


@pytest.fixture(scope="package")
def site(furnished: Estate) -> Site:
    """What an administrator is shown."""
    return crawl(visitor(ADMINISTRATOR, language="zh-hans"), "/", "/phone/", "/dispatch/board/data/")


@pytest.fixture(scope="package")
def outside(site: Site) -> dict[str, Any]:
    """The pages that need no log-in: a link of each kind, and the page of an address that is none."""
    made = visitor(ADMINISTRATOR, language="zh-hans").post("/acceptance-links/branch/give/BC01-W1/")  # shown once
    pages = [made, *(answer for answer in site.answers.values() if is_page(answer))]
    addresses = ["/login/", *open_links("".join(page.content.decode() for page in pages))]
    return {address: answer for address in addresses if is_page(answer := Client().get(address))}


@pytest.fixture
def _django_db_helper(_database) -> Iterator[None]:
    """In place of pytest-django's: what a test changes is taken back, inside the one transaction."""
    cache.clear()
    told = logging.getLogger("django.request")
    usual = told.level
    told.setLevel(logging.CRITICAL)  # refusals by the hundred are what is looked for
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    told.setLevel(usual)
