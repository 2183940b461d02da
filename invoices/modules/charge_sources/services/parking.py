"""The charge source of parking: a leased space and month becomes one line, after the month has ended."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from operator import itemgetter

from invoices.modules.charge_sources.domain.parking import leased_days, open_days
from invoices.modules.charge_sources.domain.waiting import IMPORT_WAITS, IMPORT_WAITS_WORDS
from invoices.modules.charge_sources.selectors import parking as selectors
from invoices.modules.charge_sources.selectors.parking import LeasedSpace
from invoices.modules.charge_sources.services.service_evidence import CHARGED_DAYS
from invoices.modules.charges.public import (
    MONTH_NOT_ENDED,
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    EvidenceBlock,
    FrozenLine,
    Held,
    PaperWords,
)
from invoices.modules.tariffs.public import PARKING_FEE
from property_ops.kernel.money import FEN_PER_YUAN
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate

NOT_MARKED = "not_marked"
CLOSED_THROUGHOUT = "closed_throughout"


class ParkingSource(ChargeSource):
    """The subject of its charges is the parking space."""

    code = "parking"
    name = gettext_noop("Parking fee")
    items = (PARKING_FEE,)
    holds = {
        IMPORT_WAITS: IMPORT_WAITS_WORDS,
        NOT_MARKED: gettext_noop("the leased space is not marked on the ground yet"),
        CLOSED_THROUGHOUT: gettext_noop("works closed the leased space on all its days: nothing is charged"),
    }
    splits_by_days = True

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        """The month's rents; held as a whole while the month has not ended."""
        managed = estate.managed_period
        if managed is None or not (month.period & managed).days:
            return
        for space in selectors.spaces_that_wait(estate, month):
            yield Held(space, IMPORT_WAITS)
        closures = selectors.closures(estate, month)
        for leases in selectors.lease_chunks(estate, month):
            if today < month.end:
                yield Held("", MONTH_NOT_ENDED)
                return
            there, drawn = selectors.on_the_ground(leases, month)
            yield from (Held(space, NOT_MARKED) for space in drawn)
            yield from _rents(there, closures, estate, month, managed)

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts, closed_by = line.facts, line.facts.get("closed_by", ())
        days = Phrase(CHARGED_DAYS, {"days": facts["days"], "of": facts["days_in_month"]})
        works = {"works": ", ".join(closed_by)}
        closed = Phrase(gettext_noop("Days on which %(works)s closed the space are not charged."), works)
        return EvidenceBlock(
            heading=Phrase(gettext_noop("Leased space %(space)s"), {"space": line.subject}),
            icon="parking",
            sentences=(days, closed) if closed_by else (days,),
        )

    def paper(self, line: FrozenLine) -> PaperWords:
        days, of, closed_by = line.facts["days"], line.facts["days_in_month"], line.facts["closed_by"]
        factors: tuple[str, ...] = ()
        remarks = [f"车位 {line.subject}"]
        if days != of:
            factors = (f"{days}/{of}",)
            remarks.append(f"租用计费 {days} 天，本月 {of} 天")
        if closed_by:
            remarks.append(f"施工占用期间不计费（工单 {'、'.join(closed_by)}）")
        return PaperWords(factors=factors, remarks=tuple(remarks))


def _rents(
    leases: list[LeasedSpace],
    closures: dict[int, list[tuple[Period, str]]],
    estate: Estate,
    month: Month,
    managed: Period,
) -> Iterator[ChargeBatch | Held]:
    """One batch per number of charged days and closing works: its rows share the ratio and the evidence."""
    alike: dict[tuple[int, tuple[str, ...]], list[tuple[LeasedSpace, Period]]] = {}
    leased = cache(lambda start, end: leased_days(month, managed, Period(start, end or FAR_FUTURE)))
    for lease in leases:
        days, shut = leased(lease.start, lease.end), closures.get(lease.space_id, ())
        closing = tuple(sorted({number for period, number in shut if (period & days).days}))
        charged = open_days(days, (period for period, _ in shut)) if shut else days.days
        if charged:
            alike.setdefault((charged, closing), []).append((lease, days))
        elif days.days:
            yield Held(lease.space, CLOSED_THROUGHOUT, {"works": list(closing)})
    for (charged, closing), group in sorted(alike.items(), key=itemgetter(0)):
        yield _batch(group, charged, closing, estate, month)


def _batch(
    leases: list[tuple[LeasedSpace, Period]], charged: int, closing: tuple[str, ...], estate: Estate, month: Month
) -> ChargeBatch:
    part = Fraction(charged, month.days)
    scope, of_month = f"{PARKING_FEE}/{estate.code}/", str(month)
    closed_by = sha256("+".join(closing).encode()).hexdigest()[:16] if closing else ""
    return ChargeBatch(
        basis=Basis(
            key=f"{PARKING_FEE}/{estate.code}/{month}/{charged}/{closed_by}",
            facts={"days": charged, "days_in_month": month.days, "closed_by": list(closing)},
        ),
        item=PARKING_FEE,
        source_key=[f"{scope}{lease.space}/{of_month}/{days.start}" for lease, days in leases],
        subject=[lease.space for lease, _ in leases],
        unit_id=[lease.unit_id for lease, _ in leases],
        start=[days.start for _, days in leases],
        end=[days.end for _, days in leases],
        quantity=QUANTITY_SCALE,
        quantity_unit="个",
        unit_price=[lease.rent * (PRICE_SCALE // FEN_PER_YUAN) for lease, _ in leases],
        ratio_numerator=part.numerator,
        ratio_denominator=part.denominator,
    )
