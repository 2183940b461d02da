from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from invoices.modules.residents.models import HouseholdDevice
from property_ops.modules.estates.models import Tenure
from tests.invoices.june import LIVED_IN
from tests.invoices.residents.conftest import PHONE, token_of
from tests.services.payments.platforms import Platforms


@pytest.fixture(scope="session")
def _platforms(tmp_path_factory) -> Iterator[tuple[Platforms, Path]]:
    made = Platforms()
    yield made, made.keys(tmp_path_factory.mktemp("keys"))
    made.end()


@pytest.fixture
def platforms(_platforms, monkeypatch, settings) -> Platforms:
    """Both platforms, with nothing ordered and no fault; our keys are set."""
    found, keys = _platforms
    found.wechat.begin_anew()
    found.alipay.begin_anew()
    monkeypatch.setenv("PROPERTY_OPS_PAY", str(keys))
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    return found


@pytest.fixture
def june(issued_june):
    """李小华 owes 511.49 in four lines, 张三 next door 534.27 in three."""
    Tenure.objects.filter(name="李小华").update(phone=PHONE)
    cache.clear()


@pytest.fixture
def phone(june) -> Client:
    client = Client()
    client.post(f"/home/enter/{token_of(LIVED_IN)}", {"phone": "0123", "name": "李"})
    return client


@pytest.fixture
def home(phone) -> str:
    return f"/home/{HouseholdDevice.objects.get().pk}/"
