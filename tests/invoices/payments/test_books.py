"""Whatever happens in whatever order, the books stay in order."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from invoices.modules.receivables.public import PayerAccount
from tests.invoices.june import LIVED_IN, VACANT
from tests.invoices.payments.books import Books
from tests.invoices.payments.receipts import differences, party_of

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=7, stateful_step_count=12, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def test_any_sequence_of_bills_and_payments_keeps_the_books_in_order(june, accountant, reviewer):
    machine = type("TheseBooks", (Books,), {
        "accountant": accountant, "reviewer": reviewer,
        "homes": [PayerAccount(code, party_of(code)) for code in (LIVED_IN, VACANT)],
    })  # fmt: skip
    run_state_machine_as_test(machine, settings=FEW)
    assert differences() == []
