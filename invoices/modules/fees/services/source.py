"""The charge source of one-off fees: what was handed over, signed for and compared × the price it was ordered at."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from invoices.modules.charges.public import (
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    Debtor,
    EvidenceBlock,
    EvidenceFact,
    EvidenceLink,
    FrozenLine,
    Held,
    PaperWords,
)
from invoices.modules.fees import selectors
from invoices.modules.fees.domain.fees import ITEMS
from invoices.modules.fees.models import FeeDelivery
from property_ops.framework.approval.domain import ApprovalState
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate

CODE = "fees"
NOT_COMPARED = "not_compared"


class OneOffFees(ChargeSource):
    code = CODE
    name = gettext_noop("One-off fees")
    items = ITEMS
    holds = {NOT_COMPARED: gettext_noop("the signed receipt was not compared by a second person yet")}
    debtor = Debtor.NAMED
    one_off = gettext_noop("one-off fees")

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        for delivery in selectors.delivered_in(estate=estate, month=month, today=today):
            if delivery.state == ApprovalState.APPROVED:
                yield _charge(delivery)
            else:
                yield Held(str(delivery), NOT_COMPARED)

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts = line.facts
        return EvidenceBlock(
            heading=Phrase(gettext_noop("Order %(number)s"), {"number": facts["order"]}),
            heading_of=(facts["kind"],),
            icon="shopping-bag",
            facts=(
                EvidenceFact(gettext_noop("Ordered on"), date.fromisoformat(facts["ordered_on"])),
                EvidenceFact(gettext_noop("Handed over on"), date.fromisoformat(facts["day"])),
                EvidenceFact(gettext_noop("Quantity"), facts["quantity"]),
                EvidenceFact(gettext_noop("Receipt signed by"), facts["signed_by"]),
                EvidenceFact(gettext_noop("Compared with it by"), facts["compared_by"]),
            ),
            sentences=(Phrase(gettext_noop("At the price in force when it was ordered.")),),
            links=(
                EvidenceLink(Phrase(gettext_noop("Signed receipt")), reverse("fee_delivery", args=[facts["delivery"]])),
            ),
        )

    def paper(self, line: FrozenLine) -> PaperWords:
        facts = line.facts
        return PaperWords(remarks=(f"{facts['kind']}，{facts['day']} 交付，签收人 {facts['signed_by']}。",))


def _charge(delivery: FeeDelivery) -> ChargeBatch:
    order = delivery.order
    key = f"{CODE}/{delivery}"
    return ChargeBatch(
        basis=Basis(
            key,
            {
                "order": order.number,
                "delivery": delivery.pk,
                "kind": order.applies_to,
                "ordered_on": f"{order.ordered_on}",
                "day": f"{delivery.day}",
                "quantity": f"{plain(delivery.quantity)} {order.piece}",
                "signed_by": delivery.signed_by,
                "compared_by": str(delivery.decided_by),
                "payer_id": order.payer_id,
                "payer_name": order.payer.name,
            },
        ),
        item=order.item.code,
        source_key=[f"{key}/1"],
        unit_id=[order.unit_id],
        subject=order.number,
        tariff_start=order.price_from,
        start=delivery.day,
        end=delivery.day + ONE_DAY,
        quantity=int(delivery.quantity * QUANTITY_SCALE),
        quantity_unit=order.piece,
        unit_price=int(order.unit_price * PRICE_SCALE),
    )
