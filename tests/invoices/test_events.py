"""What money tells other systems of: once for each thing that happened, and of nobody by name."""

import json

from invoices.modules.ledger.public import close_month
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.payments.services import enter, reverse
from property_ops.framework.events import kinds_of_event
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Tenure
from property_ops.modules.webhooks.models import Delivery
from property_ops.modules.webhooks.services.webhooks import make_webhook
from tests.invoices import june
from tests.invoices.june import LIVED_IN, NOW
from tests.invoices.payments.receipts import TODAY, movement, party_of


def test_each_thing_that_happens_is_told_once_by_ids_and_codes_alone(accountant, reviewer, manager):
    kinds = kinds_of_event()
    expected = ["work.accepted", "request.moved", "bill.issued", "receipt.recorded", "receipt.reversed", "month.closed"]
    assert sorted(kinds) == sorted(expected)
    asked = {"estate": None, "active": True, "by": manager, "now": NOW}
    make_webhook(name="all", address="https://hooks.example.org/", kinds=list(kinds), **asked)
    estate = june.issued(accountant, reviewer)
    at = {"now": NOW, "today": TODAY}
    receipt = enter(
        movement=movement(1_00, "T1", channel=PaymentChannel.BANK), unit_code=LIVED_IN, party=party_of(LIVED_IN),
        by=accountant, **at,
    )  # fmt: skip
    reverse(receipt=receipt.pk, because="录错", by=reviewer, **at)
    close_month(month=Month(2022, 5), by=accountant, at=NOW)
    told = [(one.kind, one.subject) for one in Delivery.objects.order_by("pk")]
    assert [kind for kind, _ in told[:4]] == ["bill.issued", "bill.issued", "receipt.recorded", "receipt.reversed"]
    assert told[2:4] == [(kind, f"receipt/{receipt.number}") for kind in ("receipt.recorded", "receipt.reversed")]
    assert ("month.closed", "month/2022-05") in told
    assert len(told) == len(set(told))
    bodies = [json.loads(one.body) for one in Delivery.objects.order_by("pk")]
    assert [body["estate"] for body in bodies[:4]] == [estate.code] * 4
    said = " ".join(one.body for one in Delivery.objects.all())
    assert not [name for name in Tenure.objects.values_list("name", flat=True) if name in said]
