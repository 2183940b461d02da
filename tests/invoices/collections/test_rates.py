"""收缴率: received of what was due, by the month due; 511.49 and 534.27 are June's two bills, due on 2022-08-04."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.collections.domain.rates import CollectionRate, RateBy
from invoices.modules.collections.selectors import collection_rates
from invoices.modules.receivables.public import PayerAccount, allocate
from invoices.modules.receivables.testing import posted_credit
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.public import Estate, EstateMembership
from tests.invoices import june

AUGUST = Period(date(2022, 8, 1), date(2022, 9, 1))


def rates(by, period=AUGUST, estates=None):
    return collection_rates(period, by=by, estates=Estate.objects.all() if estates is None else estates)


@pytest.mark.django_db
def test_what_was_received_of_what_was_due_by_each_group(issued_june, accountant):
    account = PayerAccount(june.LIVED_IN, str(june.bill_of(june.LIVED_IN).payer_id))
    posted_credit(account, Yuan(511_49), on=date(2022, 9, 20), source="receipt/1")
    allocate(accounts=[account], by=accountant)
    whole = CollectionRate("牡丹花园", due=Yuan(1045_76), received=Yuan(511_49))
    assert rates(RateBy.ESTATE) == [whole]
    assert (whole.rate, whole.open) == (Decimal("48.91"), Yuan(534_27))
    assert [row.words for row in rates(RateBy.BUILDING)] == ["牡丹花园 5号楼"]
    assert [row.words for row in rates(RateBy.MONTH)] == ["2022-08"]
    by_item = {row.words: (row.due, row.received) for row in rates(RateBy.ITEM)}
    assert sum((due for due, _ in by_item.values()), Yuan(0)) == whole.due
    assert sum((received for _, received in by_item.values()), Yuan(0)) == whole.received
    assert rates(RateBy.ESTATE, Period(date(2022, 7, 1), date(2022, 8, 1))) == []
    assert rates(RateBy.ESTATE, Period(date(2022, 8, 4), date(2022, 8, 5))) == [whole]
    assert rates(RateBy.ESTATE, Period(date(2022, 8, 1), date(2022, 8, 4))) == []
    assert rates(RateBy.ESTATE, estates=Estate.objects.none()) == []


@pytest.mark.django_db
def test_by_collector_it_is_of_the_estates_that_each_looks_after(issued_june):
    estate = issued_june
    assert [row.words for row in rates(RateBy.COLLECTOR)] == ["nobody named"]
    for name in ("王网格", "赵网格"):
        worker = UserFactory(role="grid_worker", display_name=name)
        EstateMembership.objects.create(user=worker, estate=estate)
    (row,) = rates(RateBy.COLLECTOR)
    assert (set(row.words.split("、")), row.due) == ({"王网格", "赵网格"}, Yuan(1045_76))


def test_what_was_credited_was_never_due_and_what_was_lost_was():
    row = CollectionRate("", due=Yuan(100_00), credited=Yuan(20_00), received=Yuan(60_00), lost=Yuan(20_00))
    assert (row.rate, row.open) == (Decimal("75.00"), Yuan(0))
    assert CollectionRate("", due=Yuan(20_00), credited=Yuan(20_00)).rate is None
