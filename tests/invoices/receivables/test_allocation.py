"""What a payment pays (docs/product.md rules 12, 13, 16)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.receivables.domain.allocation import AllocatedAmount, OpenLine, UnappliedCredit, allocate
from property_ops.kernel.money import ZERO, Yuan

FEBRUARY, MARCH, APRIL = date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 1)


def paid(parts: list[AllocatedAmount]) -> list[tuple[int, int]]:
    return [(part.line_id, part.amount.fen) for part in parts]


def test_the_oldest_due_line_is_paid_first():
    lines = [OpenLine(1, Yuan(50), MARCH), OpenLine(2, Yuan(50), FEBRUARY)]
    assert paid(allocate([UnappliedCredit(9, Yuan(70), APRIL)], lines)) == [(2, 50), (1, 20)]


def test_a_late_charge_is_paid_after_every_principal():
    lines = [OpenLine(1, Yuan(5), FEBRUARY, rank=1), OpenLine(2, Yuan(50), MARCH)]
    assert paid(allocate([UnappliedCredit(9, Yuan(52), APRIL)], lines)) == [(2, 50), (1, 2)]


def test_a_disputed_line_is_left_alone():
    lines = [OpenLine(1, Yuan(50), FEBRUARY, is_held=True), OpenLine(2, Yuan(50), MARCH)]
    assert paid(allocate([UnappliedCredit(9, Yuan(70), APRIL)], lines)) == [(2, 50)]


def test_the_older_credit_is_used_first():
    credits = [UnappliedCredit(8, Yuan(30), APRIL), UnappliedCredit(9, Yuan(30), MARCH)]
    parts = allocate(credits, [OpenLine(1, Yuan(40), FEBRUARY)])
    assert parts == [AllocatedAmount(9, 1, Yuan(30)), AllocatedAmount(8, 1, Yuan(10))]


def test_what_is_over_stays_with_the_credit():
    assert paid(allocate([UnappliedCredit(9, Yuan(100), MARCH)], [OpenLine(1, Yuan(40), FEBRUARY)])) == [(1, 40)]


days = st.dates(min_value=date(2022, 1, 1), max_value=date(2022, 12, 31))
amounts = st.integers(min_value=0, max_value=500).map(Yuan)
some_lines = st.lists(st.tuples(amounts, days, st.booleans(), st.booleans()), max_size=12)
some_credits = st.lists(st.tuples(amounts, days), max_size=6)


@given(some_lines, some_credits)
def test_nothing_is_paid_twice_or_beyond_and_nothing_is_left_that_could_pay(lines, credits):
    open_lines = [OpenLine(number, *line) for number, line in enumerate(lines)]
    free = [UnappliedCredit(number, *credit) for number, credit in enumerate(credits)]
    parts = allocate(free, open_lines)
    assert all(part.amount > ZERO for part in parts)
    for line in open_lines:
        settled = sum((part.amount for part in parts if part.line_id == line.line_id), ZERO)
        assert settled <= (ZERO if line.is_held else line.open)
    for credit in free:
        assert sum((part.amount for part in parts if part.credit_id == credit.credit_id), ZERO) <= credit.left
    payable = sum((line.open for line in open_lines if not line.is_held), ZERO)
    assert sum((part.amount for part in parts), ZERO) == min(payable, sum((one.left for one in free), ZERO))
