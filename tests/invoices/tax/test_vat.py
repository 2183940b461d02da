"""VAT in prices that include it: net and tax add up to the gross, always (docs/product.md rule 1)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.tax.domain.buyers import is_person
from invoices.modules.tax.domain.vat import NOTHING, split, total_of
from property_ops.kernel.money import Yuan

FEN = st.integers(-(10**12), 10**12).map(Yuan)
RATES = st.sampled_from([Decimal(rate) for rate in ("0", "0.01", "0.03", "0.05", "0.06", "0.09", "0.13")])


@pytest.mark.parametrize(
    ("gross", "rate", "net", "tax"),
    [
        ("106.00", "0.06", "100.00", "6.00"),
        ("100.00", "0.06", "94.34", "5.66"),  # 5.6603…
        ("60.00", "0.09", "55.05", "4.95"),  # 4.9541…
        ("0.01", "0.06", "0.01", "0.00"),
        ("0.09", "0.06", "0.08", "0.01"),  # 0.0050943…
        ("101.00", "0.01", "100.00", "1.00"),
        ("-100.00", "0.06", "-94.34", "-5.66"),
        ("33.33", "0", "33.33", "0.00"),
    ],
)
def test_the_tax_is_taken_out_of_the_price_half_up_to_the_fen(gross, rate, net, tax):
    found = split(Yuan.parse(gross), Decimal(rate))
    assert (found.net, found.tax) == (Yuan.parse(net), Yuan.parse(tax))


@given(FEN, RATES)
def test_net_and_tax_are_the_gross_and_have_its_sign(gross, rate):
    found = split(gross, rate)
    assert found.net + found.tax == found.gross == gross
    assert found.tax.fen * gross.fen >= 0
    assert abs(found.tax.fen) <= abs(gross.fen)
    assert split(-gross, rate) == -found
    exact = gross.as_fraction() * rate.as_integer_ratio()[0] / (rate.as_integer_ratio()[1] + rate.as_integer_ratio()[0])
    assert abs(found.tax.as_fraction() - exact) * 200 <= 1


@given(st.lists(st.tuples(FEN, RATES), max_size=20))
def test_totals_are_sums_of_rounded_lines(lines):
    total = total_of(split(gross, rate) for gross, rate in lines)
    assert total.net + total.tax == total.gross == sum((gross for gross, _rate in lines), Yuan(0))


@given(FEN, RATES, st.integers(0, 50))
def test_equal_lines_may_be_split_once(gross, rate, times):
    assert split(gross, rate) * times == total_of([split(gross, rate)] * times)
    assert total_of([]) == NOTHING


def test_a_negative_rate_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        split(Yuan(1), Decimal("-0.01"))


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("李小华", True), ("欧阳小华", True), ("阿依古丽·买买提", True), ("菏泽鑫源餐饮店", False), ("刘记药店", False),
        ("菏泽城市建设公司", False), ("牡丹区卫生所", False), ("一个很长的名称", False),
    ],
)  # fmt: skip
def test_persons_are_told_from_bodies(name, person):
    assert is_person(name) is person
