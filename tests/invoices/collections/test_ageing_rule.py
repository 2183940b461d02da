"""Which class of age a due day falls into, and that nothing is lost on the way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.collections.domain.ageing import NAMES, aged, class_of, total
from property_ops.kernel.money import ZERO, Yuan

AS_OF = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (-40, "not due yet"), (0, "not due yet"), (1, "1–30 days"), (30, "1–30 days"), (31, "31–60 days"),
        (60, "31–60 days"), (61, "61–90 days"), (90, "61–90 days"), (91, "91–180 days"), (180, "91–180 days"),
        (181, "181–365 days"), (365, "181–365 days"), (366, "over 1 year"), (4000, "over 1 year"),
    ],
)  # fmt: skip
def test_the_class_of_so_many_days_overdue(days, name):
    assert NAMES[class_of(AS_OF - timedelta(days=days), as_of=AS_OF)] == name


@given(
    st.dictionaries(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.integers(0, 10**8).map(Yuan)),
    st.integers(0, 10**6),
)
def test_every_fen_falls_into_one_class(amounts, credit):
    found = aged(amounts, as_of=AS_OF, credit=Yuan(credit))
    assert found.open == sum(amounts.values(), ZERO)
    assert found.overdue == sum((amount for due, amount in amounts.items() if due < AS_OF), ZERO)
    assert found.balance == found.open - Yuan(credit)
    assert found.oldest == min((due for due, amount in amounts.items() if amount), default=None)


def test_several_together():
    one = aged({date(2022, 12, 1): Yuan(5)}, as_of=AS_OF, credit=Yuan(1))
    other = aged({date(2022, 12, 1): Yuan(7), date(2020, 1, 1): Yuan(1)}, as_of=AS_OF)
    whole = total([one, other])
    assert (whole.classes[1], whole.classes[6], whole.credit, whole.oldest) == (
        Yuan(12), Yuan(1), Yuan(1), date(2020, 1, 1),
    )  # fmt: skip
