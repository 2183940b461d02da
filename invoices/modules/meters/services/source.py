"""The charge source of meters: what each household used by the prices of the supplier, and the rest of his bill by the
agreed rule, so that all of it together is his bill to the fen (docs/adr/0081)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from invoices.modules.charges.public import (
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    EvidenceBlock,
    EvidenceFact,
    FrozenLine,
    Held,
    PaperWords,
)
from invoices.modules.meters import selectors
from invoices.modules.meters.domain.supply import CODE, ITEMS, PartOfUse, PriceStep, SharedBy, StepsBy, in_steps
from invoices.modules.meters.models import MeterReading, SupplierBill, SupplyTerms
from property_ops.kernel.apportionment import NothingToShareOver, share
from property_ops.kernel.money import FEN_PER_YUAN, Yuan, round_half_up
from property_ops.kernel.period import ONE_DAY, Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate

NOT_APPROVED, NO_TERMS, NO_PRICE = "readings_not_approved", "no_terms", "no_price"
UNREAD, ABOVE_BILL, NOBODY = "meters_unread", "above_bill", "nobody_shares"
NO_BILL, BILL_WAITS = "no_bill", "bill_not_approved"


class MeteredSupplies(ChargeSource):
    code = CODE
    name = gettext_noop("Water and electricity by meter")
    items = ITEMS
    holds = {
        NOT_APPROVED: gettext_noop("the readings were not looked through by a second person yet"),
        NO_TERMS: gettext_noop("no approved terms of this supply are in force"),
        NO_PRICE: gettext_noop("no approved price was in force on the day of the reading"),
        UNREAD: gettext_noop("meters of the estate were not read for the month: the rest of the bill is shared then"),
        ABOVE_BILL: gettext_noop("the meters come to more than the supplier's bill: prices or readings are looked at"),
        NO_BILL: gettext_noop("the supplier's bill of the month was not entered yet: nobody pays more than it"),
        BILL_WAITS: gettext_noop("the supplier's bill waits for another person"),
        NOBODY: gettext_noop("nobody used anything by which the rest of the bill could be shared"),
    }

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        for item in selectors.items_with_meters(estate):
            yield from _of_item(estate, item, month)

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        return _evidence_of_rest(line) if "bill" in line.facts else _evidence_of_use(line)

    def paper(self, line: FrozenLine) -> PaperWords:
        facts = line.facts
        if "bill" in facts:
            words = (
                f"供方账单 {facts['bill']} 共 {facts['amount']} 元，户表合计 {facts['own']} 元，余额 {facts['rest']} 元"
            )
            return PaperWords(instead=(words, f"按{_RULES[SharedBy(facts['rule'])]}分摊，不加价。"))
        read = f"{facts['since']} {facts['before']} → {facts['day']} {facts['value']}"
        return PaperWords(remarks=(f"表号 {facts['meter']}：{read}，代收代付，不加价。",))


_RULES = {SharedBy.AREA: "建筑面积", SharedBy.UNIT: "户", SharedBy.USE: "户表用量"}


def _of_item(estate: Estate, item: str, month: Month) -> Iterator[ChargeBatch | Held]:
    readings = selectors.readings_that_count(estate, item, month)
    for sheet in selectors.sheets_that_wait(estate, item, month):
        yield Held(sheet, NOT_APPROVED)
    bill = selectors.supplier_bill(estate, item, month)
    terms = selectors.terms_in_force(estate, item, on=month.end - ONE_DAY)
    if not (readings or bill):
        return
    if terms is None:
        yield Held(f"{item}/{month}", NO_TERMS)
    elif bill is None:
        yield Held(f"{item}/{month}", NO_BILL)
    elif bill.waits:
        yield Held(bill.number, BILL_WAITS)
    else:
        yield from _of_bill(bill, terms, readings, month)


def _of_bill(
    bill: SupplierBill, terms: SupplyTerms, readings: Sequence[MeterReading], month: Month
) -> Iterator[ChargeBatch | Held]:
    """Never more than the supplier's bill: where the meters come to more, nothing is charged."""
    item, own, known = bill.item.code, Yuan(0), True
    batches = []
    for reading, parts in _in_parts(bill.estate, item, readings, terms):
        if parts is None:
            known = False
            yield Held(reading.meter.number, NO_PRICE)
        elif batch := _use(reading, parts, month, item):
            own += Yuan(sum(map(_fen, parts)))
            batches.append(batch)
    if own > bill.amount:
        yield Held(bill.number, ABOVE_BILL, {"own": str(own), "bill": str(bill.amount)})
        return
    yield from batches
    if known and own < bill.amount:
        yield _rest(bill, terms, readings, own, month)


def _in_parts(
    estate: Estate, item: str, readings: Sequence[Any], terms: SupplyTerms
) -> Iterator[tuple[MeterReading, list[PartOfUse] | None]]:
    """Each reading with its use in steps; None where no price was in force."""
    prices = selectors.Prices(estate, item)
    in_month: dict[int, Decimal] = defaultdict(Decimal)
    for one in readings:
        steps = prices.steps(one.use, on=one.day)
        if not any(step.above == 0 for step in steps):
            yield one, None
            continue
        unit, used = one.meter.unit_id, one.used or Decimal(0)
        before = in_month[unit] if terms.steps_by == StepsBy.MONTH else one.used_before or Decimal(0)
        in_month[unit] += used
        yield one, in_steps(steps, before=before, used=used)


def _quantity(number: Decimal) -> int:
    return int(number * QUANTITY_SCALE)


def _price(step: PriceStep) -> int:
    return int(step.price * PRICE_SCALE)


def _fen(part: PartOfUse) -> int:
    return round_half_up(Fraction(part.quantity) * Fraction(part.price.price) * FEN_PER_YUAN)


def _use(reading: MeterReading, parts: Sequence[PartOfUse], month: Month, item: str) -> ChargeBatch | None:
    if not parts:
        return None
    meter, key = reading.meter, f"{CODE}/{reading.meter_id}/{month}"
    return ChargeBatch(
        basis=Basis(
            key,
            {
                "meter": meter.number,
                "since": f"{reading.since}",
                "before": plain(reading.value_before or Decimal(0)),
                "day": f"{reading.day}",
                "value": plain(reading.value),
                "multiplier": plain(meter.multiplier),
                "used": plain(reading.used or Decimal(0)),
                "read_by": str(reading.read_by),
                "approved_by": str(reading.sheet.decided_by) if reading.sheet else "",
                "steps": [[plain(one.price.above), plain(one.price.price)] for one in parts],
            },
        ),
        item=item,
        source_key=[f"{key}/{one.step}/1" for one in parts],
        unit_id=[meter.unit_id] * len(parts),
        subject=meter.number,
        tariff_start=[one.price.start for one in parts],
        start=month.start,
        end=reading.day + ONE_DAY,
        quantity=[_quantity(one.quantity) for one in parts],
        quantity_unit=selectors.unit_of(item),
        unit_price=[_price(one.price) for one in parts],
    )


def _rest(
    bill: SupplierBill, terms: SupplyTerms, readings: Sequence[MeterReading], own: Yuan, month: Month
) -> ChargeBatch | Held:
    """What the meters left of the supplier's bill, by the agreed rule: only once all of them were read."""
    unread = selectors.unread(bill.estate, bill.item.code, month, [one.meter_id for one in readings])
    if unread:
        return Held(bill.number, UNREAD, {"meters": unread[:20]})
    return _shared(bill, terms, readings, own, bill.amount - own, month)


def _shared(
    bill: SupplierBill, terms: SupplyTerms, readings: Sequence[MeterReading], own: Yuan, rest: Yuan, month: Month
) -> ChargeBatch | Held:
    rule = SharedBy(terms.shared_by)
    ids, codes, weights = selectors.weights(readings, rule)
    try:
        parts = share(rest, weights, codes)
    except NothingToShareOver:
        return Held(bill.number, NOBODY)
    key = f"{CODE}/rest/{bill.pk}"
    used = sum((one.used or Decimal(0) for one in readings), Decimal(0))
    return ChargeBatch(
        basis=Basis(
            key,
            {
                "bill": bill.number,
                "supplier": terms.supplier,
                "quantity": plain(bill.quantity),
                "metered": plain(used),
                "unit": selectors.unit_of(bill.item.code),
                "amount": str(bill.amount),
                "own": str(own),
                "rest": str(rest),
                "rule": rule.value,
                "basis": terms.basis,
                "households": len(ids),
            },
            whole=rest,
        ),
        item=bill.item.code,
        source_key=[f"{key}/{code}/1" for code in codes],
        unit_id=ids,
        subject=bill.number,
        start=month.start,
        end=month.end,
        quantity=QUANTITY_SCALE,
        quantity_unit="项",
        unit_price=rest.fen * (PRICE_SCALE // FEN_PER_YUAN),
        ratio_numerator=weights,
        ratio_denominator=sum(weights),
        amount=[part.fen for part in parts],
    )


def _evidence_of_use(line: FrozenLine) -> EvidenceBlock:
    facts = line.facts
    return EvidenceBlock(
        heading=Phrase(gettext_noop("Meter %(number)s"), {"number": facts["meter"]}),
        icon="gauge",
        facts=(
            EvidenceFact(gettext_noop("Reading before"), f"{facts['before']} ({facts['since']})"),
            EvidenceFact(gettext_noop("Reading"), f"{facts['value']} ({facts['day']})"),
            EvidenceFact(gettext_noop("Multiplier"), facts["multiplier"]),
            EvidenceFact(gettext_noop("Used in all"), facts["used"]),
            EvidenceFact(gettext_noop("Read by"), facts["read_by"]),
            EvidenceFact(gettext_noop("Looked through by"), facts["approved_by"]),
        ),
        sentences=(
            Phrase(gettext_noop("Collected for the supplier at his price; nothing is added.")),
            *(
                Phrase(gettext_noop("Above %(above)s: %(price)s each."), {"above": above, "price": price})
                for above, price in facts["steps"]
                if above != "0"
            ),
        ),
    )


def _evidence_of_rest(line: FrozenLine) -> EvidenceBlock:
    facts = line.facts
    return EvidenceBlock(
        heading=Phrase(gettext_noop("Supplier's bill %(number)s"), {"number": facts["bill"]}),
        heading_of=(facts["supplier"],),
        icon="file-invoice",
        facts=(
            EvidenceFact(gettext_noop("The supplier billed"), Yuan.parse(facts["amount"])),
            EvidenceFact(gettext_noop("For"), f"{facts['quantity']} {facts['unit']}"),
            EvidenceFact(gettext_noop("The households' meters counted"), f"{facts['metered']} {facts['unit']}"),
            EvidenceFact(gettext_noop("They pay"), Yuan.parse(facts["own"])),
            EvidenceFact(gettext_noop("The rest, shared"), Yuan.parse(facts["rest"])),
            EvidenceFact(gettext_noop("Rule"), Phrase(SharedBy(facts["rule"]).word)),
            EvidenceFact(gettext_noop("Resolved by"), facts["basis"]),
            EvidenceFact(gettext_noop("Households"), facts["households"]),
        ),
        sentences=(Phrase(gettext_noop("All lines together are the supplier's bill to the fen; nothing is added.")),),
        says_amount=True,
    )
