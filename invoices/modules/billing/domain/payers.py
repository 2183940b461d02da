"""Who pays (docs/product.md rule 9)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from property_ops.kernel.apportionment import share
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period


class Holder(NamedTuple):
    """Somebody who holds a unit, as owner or tenant, in a period."""

    tenure_id: int
    name: str
    is_owner: bool
    period: Period


def payer_on(day: date, holders: Sequence[Holder], *, tenant_pays: bool) -> Holder | None:
    """The owner on that day, or the tenant if the account says so and there is one; None if nobody is registered."""
    present = [holder for holder in holders if day in holder.period]
    owners = [holder for holder in present if holder.is_owner]
    tenants = [holder for holder in present if not holder.is_owner]
    chosen = (tenants or owners) if tenant_pays else owners
    return chosen[-1] if chosen else None


def split_by_days(amount: Yuan, days: Period, holders: Sequence[Holder]) -> list[tuple[Holder, Period, Yuan]]:
    """The parts of `amount` that fall to each owner by their days in `days`; they add up to it."""
    owners = [(holder, days & holder.period) for holder in holders if holder.is_owner]
    owners = [(holder, part) for holder, part in owners if part.days]
    if not owners:
        return []
    shares = share(amount, [part.days for _, part in owners], [str(part.start) for _, part in owners])
    return [(holder, part, amount) for (holder, part), amount in zip(owners, shares, strict=True)]
