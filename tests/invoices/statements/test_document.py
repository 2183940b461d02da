from dataclasses import replace

import pytest

from invoices.modules.statements.domain.errors import BalanceDoesNotAddUp, LinesDoNotAddUp, StatementWithoutLines
from property_ops.kernel.money import ZERO, Yuan
from tests.invoices.statements.samples import SERVICE, WORK, statement


def test_a_statement_whose_sums_are_right_may_be_made():
    doc = statement((SERVICE, WORK), brought_forward=Yuan(3050), paid=Yuan(1000))
    assert (doc.this_period, doc.due) == (Yuan(24491), Yuan(26541))  # 29.53 + 215.38; 30.50 + 244.91 − 10.00


def test_lines_that_do_not_make_the_sum_of_the_period_are_refused():
    with pytest.raises(LinesDoNotAddUp, match=r"244\.91.*244\.92"):
        statement(this_period=Yuan(24492))


def test_a_balance_that_is_one_fen_out_is_refused():
    with pytest.raises(BalanceDoesNotAddUp, match=r"265\.42"):
        statement(due=Yuan(26542))


def test_an_amount_changed_afterwards_is_refused_too():
    with pytest.raises(BalanceDoesNotAddUp):
        replace(statement(), paid=ZERO)


def test_a_statement_without_a_line_is_refused():
    with pytest.raises(StatementWithoutLines, match="ZD-202206-000123"):
        statement(lines=())


def test_a_credit_may_turn_what_is_due_negative():
    assert statement((replace(SERVICE, amount=Yuan(-100000)),), brought_forward=ZERO, paid=ZERO).due == Yuan(-100000)
