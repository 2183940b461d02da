"""What has to be there before the first month, on the overview until its bills are issued."""

import pytest

from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill
from property_ops.framework.first_steps import first_steps, is_beginning, shown_first_steps
from property_ops.modules.estates.models import Company
from tests.invoices.june import drafted
from tests.pages import text_of, visitor

pytestmark = pytest.mark.django_db
WORDS = "First steps"


def done(user):
    return [one.is_done for one in shown_first_steps(user)]


def test_an_empty_installation_says_what_is_missing_in_order():
    client = visitor("accountant", english=True)
    page = text_of(client.get("/"))
    assert WORDS in page
    assert page.index("Estates with their take-over day") < page.index("Homes, shops") < page.index("The first month")
    assert done(client.user) == [False] * len(first_steps())
    links = {str(one.title): one.url for one in shown_first_steps(client.user)}
    assert (links["People and their rights"], links["Opening balances"]) == ("", "/openings/")


def test_each_step_is_done_by_what_is_there(issued_june, accountant):
    Company.objects.update_or_create(pk=1, defaults={"name": "城市物业"})
    client = visitor("accountant", english=True)
    assert done(client.user) == [True, True, True, True, True, False, True]
    assert not is_beginning()
    assert WORDS not in text_of(client.get("/"))


def test_without_an_issued_bill_it_is_still_the_beginning(accountant):
    drafted(accountant)
    assert not Bill.objects.filter(state=BillState.ISSUED).exists()
    assert is_beginning()
    assert WORDS in text_of(visitor("accountant", english=True).get("/"))
