"""Who pays (docs/product.md rule 9)."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.billing.domain.payers import Holder, payer_on, split_by_days
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Period

JUNE = Period(date(2022, 6, 1), date(2022, 7, 1))
SOLD = date(2022, 6, 11)
SELLER = Holder(1, "王芳", True, Period(date.min, SOLD))
BUYER = Holder(2, "李强", True, Period(SOLD, FAR_FUTURE))
TENANT = Holder(3, "张伟", False, Period(date(2022, 1, 1), FAR_FUTURE))


def test_the_owner_on_the_last_day_pays():
    assert payer_on(JUNE.last_day, [SELLER, BUYER, TENANT], tenant_pays=False) == BUYER
    assert payer_on(date(2022, 6, 10), [SELLER, BUYER, TENANT], tenant_pays=False) == SELLER


def test_the_tenant_pays_if_the_account_says_so():
    assert payer_on(JUNE.last_day, [SELLER, BUYER, TENANT], tenant_pays=True) == TENANT


def test_without_a_tenant_the_owner_pays():
    assert payer_on(date(2021, 6, 1), [SELLER, TENANT], tenant_pays=True) == SELLER


def test_nobody_registered_is_nobody():
    assert payer_on(JUNE.last_day, [], tenant_pays=False) is None
    assert payer_on(JUNE.last_day, [TENANT], tenant_pays=False) is None


def test_an_owner_change_splits_by_days():
    assert split_by_days(Yuan(100_00), JUNE, [SELLER, BUYER, TENANT]) == [
        (SELLER, Period(date(2022, 6, 1), SOLD), Yuan(33_33)),
        (BUYER, Period(SOLD, date(2022, 7, 1)), Yuan(66_67)),
    ]


def test_without_an_owner_nothing_is_split():
    assert split_by_days(Yuan(100), JUNE, [TENANT]) == []


@given(st.integers(min_value=0, max_value=10**9), st.sets(st.integers(min_value=2, max_value=30), max_size=5))
def test_the_parts_add_up(fen, changes):
    edges = [date.min, *(date(2022, 6, day) for day in sorted(changes)), FAR_FUTURE]
    owners = [
        Holder(number, str(number), True, Period(start, end))
        for number, (start, end) in enumerate(itertools.pairwise(edges))
    ]
    parts = split_by_days(Yuan(fen), JUNE, owners)
    assert sum(amount.fen for _, _, amount in parts) == fen
    assert sum(days.days for _, days, _ in parts) == JUNE.days
