"""The charge source of parking: a leased space and month becomes one line, after the month has ended."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256

import pandas as pd

from invoices.modules.charge_sources.domain.parking import leased_days, open_days
from invoices.modules.charge_sources.selectors import parking as selectors
from invoices.modules.charges.public import AREA_SCALE, PRICE_SCALE, Basis, Batch, Held, holds, times
from invoices.modules.tariffs.public import PARKING_FEE
from property_ops.kernel.money import FEN_PER_YUAN
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.public import Estate


class ParkingSource:
    code = "parking"

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[Batch | Held]:
        """The month's rents; held as a whole while the month has not ended."""
        managed = estate.managed_period
        if managed is None or not (month.period & managed).days:
            return
        closures = selectors.closures(estate, month)
        for leases in selectors.lease_chunks(estate, month):
            if today < month.end:
                yield Held("", holds.MONTH_NOT_ENDED)
                return
            yield from _rents(leases, closures, estate, month, managed)


def _rents(
    leases: pd.DataFrame,
    closures: dict[int, list[tuple[Period, str]]],
    estate: Estate,
    month: Month,
    managed: Period,
) -> Iterator[Batch]:
    """One batch per number of charged days and closing works: its rows share the ratio and the evidence."""
    leases["days"] = [
        leased_days(month, managed, Period(start, end))
        for start, end in zip(leases["start"], leases["end"], strict=True)
    ]
    closed = [closures.get(space, []) for space in leases["space_id"]]
    leases["charged"] = [
        open_days(days, (period for period, _ in shut)) for days, shut in zip(leases["days"], closed, strict=True)
    ]
    leases["closing"] = [
        tuple(sorted({number for period, number in shut if (period & days).days}))
        for days, shut in zip(leases["days"], closed, strict=True)
    ]
    for (charged, closing), group in leases[leases["charged"] > 0].groupby(["charged", "closing"], sort=True):
        yield _batch(group, int(charged), closing, estate, month)


def _batch(leases: pd.DataFrame, charged: int, closing: tuple[str, ...], estate: Estate, month: Month) -> Batch:
    part = Fraction(charged, month.days)
    rents = leases["rent"].astype("int64")
    starts = [days.start for days in leases["days"]]
    scope = [f"{PARKING_FEE}/{estate.code}/{space}/{month}" for space in leases["space"]]
    closed_by = sha256("+".join(closing).encode()).hexdigest()[:16] if closing else ""
    return Batch(
        basis=Basis(
            key=f"{PARKING_FEE}/{estate.code}/{month}/{charged}/{closed_by}",
            kind="parking",
            facts={"days": charged, "days_in_month": month.days, "closed_by": list(closing)},
        ),
        item=PARKING_FEE,
        rows=len(leases),
        source_key=[f"{one}/{start}" for one, start in zip(scope, starts, strict=True)],
        scope=scope,
        unit_id=leases["unit_id"].tolist(),
        tariff_start=None,
        start=starts,
        end=[days.end for days in leases["days"]],
        quantity=AREA_SCALE,
        quantity_unit="个",
        unit_price=(rents * (PRICE_SCALE // FEN_PER_YUAN)).tolist(),
        ratio_numerator=part.numerator,
        ratio_denominator=part.denominator,
        amount=times(rents, part).tolist(),
    )
