"""The charge source of house calls: metres cleared × the price in force on that day, once somebody has signed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from drain_clearing.models import HouseCall
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
)
from invoices.modules.tariffs.public import Tariff, in_charge
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.text import Phrase, gettext_noop

ITEM = "house_call"
NOT_SIGNED = "not_signed"
NO_PRICE = "no_price"


class HouseCallSource(ChargeSource):
    code = "house_calls"
    name = gettext_noop("House call")
    items = (ITEM,)
    holds = {
        NOT_SIGNED: gettext_noop("nobody of the household has signed"),
        NO_PRICE: gettext_noop("no price was in force on that day"),
    }
    debtor = Debtor.TENANT  # who lives there has asked for it
    one_off = gettext_noop("house calls")

    def pull(self, *, estate: Any, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        calls = HouseCall.objects.filter(unit__estate=estate, day__gte=month.start, day__lt=month.end)
        for call in calls.filter(day__lte=today):
            price = _price(estate, call.day)
            if not call.signed_by:
                yield Held(call.number, NOT_SIGNED)
            elif price is None:
                yield Held(call.number, NO_PRICE)
            else:
                yield _charge(call, price)

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts = line.facts
        return EvidenceBlock(
            heading=Phrase(gettext_noop("House call %(number)s"), {"number": line.subject}),
            icon="droplet",
            facts=(
                EvidenceFact(gettext_noop("Drain cleared"), f"{facts['metres']} m"),
                EvidenceFact(gettext_noop("Day"), date.fromisoformat(facts["day"])),
                EvidenceFact(gettext_noop("Signed by"), facts["signed_by"]),
            ),
            sentences=(Phrase(gettext_noop("Charged at the price that was in force on that day.")),),
            links=(EvidenceLink(Phrase(gettext_noop("House calls")), reverse("house_calls")),),
        )


def _price(estate: Any, day: date) -> Tariff | None:
    """The approved version of the price that is in force on that day."""
    prices = in_charge(Tariff.objects.filter(estate=estate, item__code=ITEM, start__lte=day))
    return prices.filter(Q(end=None) | Q(end__gt=day)).first()


def _charge(call: HouseCall, price: Tariff) -> ChargeBatch:
    key = f"{ITEM}/{call.number}"
    return ChargeBatch(
        basis=Basis(key, {"metres": f"{call.metres}", "day": f"{call.day}", "signed_by": call.signed_by}),
        item=ITEM,
        source_key=[f"{key}/1"],  # scope “house_call/<number>”, version 1: a call is charged once, for ever
        unit_id=[call.unit_id],
        subject=call.number,
        tariff_start=price.start,
        start=call.day,
        end=call.day + ONE_DAY,
        quantity=int(call.metres * QUANTITY_SCALE),
        quantity_unit="m",
        unit_price=int(price.rate * PRICE_SCALE),
    )
