"""The charge source of late charges (违约金): a month's own line for each line that was not paid in time (rule 13)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from invoices.modules.charges.public import (
    MONTH_NOT_ENDED,
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    Debtor,
    EvidenceBlock,
    EvidenceColumn,
    EvidenceTable,
    FrozenLine,
    Held,
    PaperWords,
    Rank,
)
from invoices.modules.collections import selectors
from invoices.modules.collections.domain.late_charge import (
    LATE_CHARGE,
    AccrualPeriod,
    LateChargeRule,
    charge_of,
    stretches,
)
from invoices.modules.collections.models import LateChargeTerms
from invoices.modules.collections.selectors import Late
from invoices.modules.credit_notes.public import ONE_ITEM
from property_ops.kernel.money import FEN_PER_YUAN, ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import percent_text, plain_ratio
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate


class LateCharges(ChargeSource):
    """Off unless the estate's agreement has terms. Charged once the month has ended, on the bill of the month."""

    code = LATE_CHARGE
    name = gettext_noop("Late charge")
    items = (LATE_CHARGE,)
    debtor = Debtor.NAMED
    rank = Rank.SURCHARGE

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        terms = selectors.terms_in_force(estate, month)
        if not terms:
            return
        if today < month.end:
            yield Held("", MONTH_NOT_ENDED)
            return
        charged = selectors.charged_late(estate)
        for late in selectors.late_lines(estate, month, on=today):
            before = sum((amount for of, amount in charged.get(late.line.pk, {}).items() if of != month), ZERO)
            batch = _batch(late, terms, month, before)
            if batch:
                yield batch

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts = line.facts
        named = {name: facts[name] for name in ("item", "line", "bill")}
        limits = {"before": Yuan.parse(facts["before"]), "cap": Yuan.parse(facts["cap"])}
        return EvidenceBlock(
            heading=Phrase(
                gettext_noop("%(item)s, line %(line)s of %(bill)s, due on %(day)s"), {**named, "day": facts["due_on"]}
            ),
            icon="clock-exclamation",
            table=_stretches(facts["stretches"]),
            sentences=(
                Phrase(
                    gettext_noop("Charged before: %(before)s; at most %(cap)s in all. %(agreement)s"),
                    {**limits, "agreement": facts["agreement"]},
                ),
            ),
            says_amount=True,
        )

    def paper(self, line: FrozenLine) -> PaperWords:
        """The stretches by which it came about: `逾期：07.01–07.31 共 31 天，本金 440.67 元，每天 0.05%`."""
        facts = line.facts
        days = "；".join(
            f"{one['first'][5:].replace('-', '.')}–{one['last'][5:].replace('-', '.')} 共 {one['days']} 天，"
            f"本金 {one['open']} 元，每天 {plain_ratio(Fraction(one['rate']) * 100)}%"
            for one in facts["stretches"]
        )
        return PaperWords(remarks=(f"账单 {facts['bill']} 第 {facts['line']} 行逾期：{days}。{facts['agreement']}",))


def _stretches(stretches: Sequence[Mapping[str, Any]]) -> EvidenceTable:
    return EvidenceTable(
        columns=(
            EvidenceColumn(gettext_noop("Days")),
            EvidenceColumn(gettext_noop("Number of days"), is_number=True),
            EvidenceColumn(gettext_noop("Principal open"), is_number=True),
            EvidenceColumn(gettext_noop("Rate per day"), is_number=True),
        ),
        rows=tuple(
            (
                f"{one['first']} – {one['last']}",
                one["days"],
                Yuan.parse(one["open"]),
                percent_text(Fraction(one["rate"])),
            )
            for one in stretches
        ),
    )


def _batch(late: Late, terms: Sequence[LateChargeTerms], month: Month, before: Yuan) -> ChargeBatch | None:
    rule = selectors.as_rule(terms)
    amount = charge_of(late.debt, rule, days=month.period, charged=before)
    own = [(of, part) for of, part in stretches(late.debt, rule, until=month.end) if (part.period & month.period).days]
    if amount <= ZERO or not own:
        return None
    days = [part.period & month.period for _, part in own]
    line, start = late.line, days[0].start
    key = f"late_charge/{line.pk}/{month}"
    return ChargeBatch(
        basis=Basis(key, _facts(late, own, terms, month, before)),
        item=LATE_CHARGE,
        source_key=[f"{key}/{start}"],
        unit_id=[line.bill.account.unit_id],
        start=[start],
        end=[days[-1].end],
        quantity=QUANTITY_SCALE,
        quantity_unit=ONE_ITEM,
        unit_price=[amount.fen * PRICE_SCALE // FEN_PER_YUAN],
    )


def _facts(
    late: Late,
    own: Sequence[tuple[LateChargeRule, AccrualPeriod]],
    terms: Sequence[LateChargeTerms],
    month: Month,
    before: Yuan,
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


def _written(part: AccrualPeriod, month: Month) -> dict[str, Any]:
    days = part.period & month.period
    return {
        "first": f"{days.start}",
        "last": f"{days.last_day}",
        "days": days.days,
        "open": str(part.open),
        "rate": str(part.rate_per_day),
    }
