"""The charge source of late charges (违约金): a month's own line for each line that was not paid in time (rule 13)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from invoices.modules.charges.public import PRICE_SCALE, QUANTITY_PLACES, Basis, Batch, Held, holds
from invoices.modules.collections import selectors
from invoices.modules.collections.domain.late_charge import Stretch, Terms, charge_of, stretches
from invoices.modules.collections.models import LateChargeTerms
from invoices.modules.collections.selectors import Late
from invoices.modules.credit_notes.public import ONE_ITEM
from invoices.modules.receivables.public import LATE_CHARGE
from property_ops.kernel.money import FEN_PER_YUAN, ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate


class LateCharges:
    """Off unless the estate's agreement has terms. Charged once the month has ended, on the bill of the month."""

    code = LATE_CHARGE

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[Batch | Held]:
        terms = selectors.terms_in_force(estate, month)
        if not terms:
            return
        if today < month.end:
            yield Held("", holds.MONTH_NOT_ENDED)
            return
        charged = selectors.charged_late(estate)
        for late in selectors.late_lines(estate, month, on=today):
            before = sum((amount for of, amount in charged.get(late.line.pk, {}).items() if of != month), ZERO)
            batch = _batch(late, terms, month, before)
            if batch:
                yield batch


def _batch(late: Late, terms: Sequence[LateChargeTerms], month: Month, before: Yuan) -> Batch | None:
    rule = selectors.as_rule(terms)
    amount = charge_of(late.debt, rule, days=month.period, charged=before)
    own = [(of, part) for of, part in stretches(late.debt, rule, until=month.end) if (part.period & month.period).days]
    if amount <= ZERO or not own:
        return None
    days = [part.period & month.period for _, part in own]
    line, start = late.line, days[0].start
    key = f"late_charge/{line.pk}/{month}"
    return Batch(
        basis=Basis(key, LATE_CHARGE, _facts(late, own, terms, month, before)),
        item=LATE_CHARGE,
        rows=1,
        source_key=[f"{key}/{start}"],
        scope=[key],
        unit_id=[line.bill.account.unit_id],
        tariff_start=None,
        start=[start],
        end=[days[-1].end],
        quantity=10**QUANTITY_PLACES,
        quantity_unit=ONE_ITEM,
        unit_price=[amount.fen * PRICE_SCALE // FEN_PER_YUAN],
        ratio_numerator=1,
        ratio_denominator=1,
        amount=[amount.fen],
    )


def _facts(
    late: Late, own: Sequence[tuple[Terms, Stretch]], terms: Sequence[LateChargeTerms], month: Month, before: Yuan
) -> dict[str, Any]:
    """The evidence, and who owes it: the debt stays with the person who owed it (docs/product.md rule 9)."""
    line, latest = late.line, own[-1][0]
    agreement = next(one.reason for one in reversed(terms) if one.start == latest.period.start)
    return {
        "bill": line.bill.number,
        "line": line.position + 1,
        "item": line.item_name,
        "due_on": f"{late.debt.due_on}",
        "stretches": [_written(part, month) for _, part in own],
        "before": str(before),
        "cap": str(Yuan.rounded(late.debt.principal.as_fraction() * latest.cap)),
        "agreement": agreement,
        "payer_id": line.bill.payer_id,
        "payer_name": line.bill.payer_name,
    }


def _written(part: Stretch, month: Month) -> dict[str, Any]:
    days = part.period & month.period
    return {
        "first": f"{days.start}",
        "last": f"{days.last_day}",
        "days": days.days,
        "open": str(part.open),
        "rate": str(part.rate_per_day),
    }
