"""An instalment plan is of all that is open on lines of one payer, each in one plan at a time."""

from datetime import date

import pytest

from invoices.modules.collections.domain.errors import NothingOpen, PlannedAlready
from invoices.modules.collections.domain.instalments import InstalmentDraft
from invoices.modules.collections.models import InstalmentPlan
from invoices.modules.collections.services import prepare_plan
from property_ops.kernel.money import Yuan
from tests.invoices.july import JULY, NOW, pay
from tests.invoices.june import LIVED_IN, VACANT, bill_of

pytestmark = pytest.mark.django_db


def test_a_plan_is_of_one_payer_of_what_is_open_and_of_no_line_twice(issued_june, accountant):
    mine, theirs = ([line.pk for line in bill_of(code).lines.all()] for code in (LIVED_IN, VACANT))

    def planned(lines: list[int], fen: int = 511_49) -> InstalmentPlan:
        parts = [InstalmentDraft(date(2022, 8, 31), Yuan(fen - 1_00)), InstalmentDraft(date(2022, 9, 30), Yuan(1_00))]
        return prepare_plan(line_ids=lines, parts=parts, reason="分期", by=accountant, now=NOW, today=JULY)

    with pytest.raises(NothingOpen, match=f"{LIVED_IN}, {VACANT}"):
        planned([*mine, *theirs])
    made = planned(mine)
    with pytest.raises(PlannedAlready):
        planned(mine[:1])
    pay(bill_of(VACANT), Yuan(534_27), by=accountant, on=JULY)
    with pytest.raises(NothingOpen, match="—"):
        planned(theirs)
    assert (InstalmentPlan.objects.get(), made.total) == (made, Yuan(511_49))
