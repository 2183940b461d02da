"""Approved credit notes in ERPNext: returns of the invoices that they correct."""

import pytest

from invoices.modules.credit_notes.public import Credit, prepare_credit_note
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.erpnext.domain.documents import INVOICE
from invoices.modules.erpnext.domain.tie_out import CANCELLED, OTHER_OPEN
from invoices.modules.erpnext.services.check import tie_out
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of
from tests.services.erpnext.booking import outstanding


@pytest.fixture
def credited(ready, accountant, reviewer):
    """40 yuan of the parking of the lived-in unit is credited; what waits for approval is not sent."""
    bill = bill_of(LIVED_IN)
    parking = bill.lines.get(item_code="parking_fee")
    note = prepare_credit_note(
        bill=bill, credits=[Credit(parking.pk, Yuan(40_00))], reason="车位停用", by=accountant, now=NOW
    )
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=TODAY)
    fee = bill.lines.filter(item_code="service_fee").first()
    prepare_credit_note(bill=bill, credits=[Credit(fee.pk, Yuan(1_00))], reason="待复核", by=accountant, now=NOW)
    return note


def test_a_credit_note_is_the_return_of_its_invoice(server, pushed, credited):
    assert pushed()[INVOICE].sent == 3
    (returned,) = [one for one in server.store.of(INVOICE).values() if one.get("is_return")]
    assert returned["custom_source_id"].endswith(":credit_note:HZ2022-000001")
    assert returned["grand_total"] == -40.0
    against = server.store.of(INVOICE)[returned["return_against"]]
    assert against["custom_source_id"].endswith(f":bill:{bill_of(LIVED_IN).number}")
    assert float(dict(outstanding(server.store))[bill_of(LIVED_IN).number]) == 471.49


def test_bills_still_tie_and_a_credit_note_that_is_not_there_is_named(
    server, access, gateway, accountant, pushed, credited
):
    pushed()
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties
    name = next(name for name, one in server.store.of(INVOICE).items() if one.get("is_return"))
    server.store.cancel(INVOICE, name)
    found = tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert [one.says for one in found.mismatches] == [CANCELLED, OTHER_OPEN]
    assert [(one.ours, one.theirs) for one in found.customers] == [(Yuan(471_49), Yuan(511_49))]
