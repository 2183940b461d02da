import pytest
from django.core.cache import cache

from invoices.modules.statements.public import document_of
from property_ops.modules.estates.models import Tenure
from tests.invoices.june import LIVED_IN, VACANT, bill_of

PHONE = "13905300123"


@pytest.fixture(autouse=True)
def nobody_looked_yet():
    cache.clear()


@pytest.fixture
def june(issued_june):
    """June 2022 of two homes, issued: 李小华 (phone …0123) owes 511.49, 张三 next door 534.27."""
    Tenure.objects.filter(name="李小华").update(phone=PHONE)


@pytest.fixture
def token(june):
    return token_of(LIVED_IN)


@pytest.fixture
def neighbour(june):
    return token_of(VACANT)


def token_of(unit: str) -> str:
    """What the QR code on the unit's statement leads to."""
    return document_of(bill_of(unit)).url.rpartition("/")[2]


def code_of(unit: str) -> str:
    return document_of(bill_of(unit)).check_code
