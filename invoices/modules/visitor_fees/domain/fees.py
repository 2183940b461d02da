"""What a stay costs: begun hours after the free minutes, each 24 hours no more than a day's most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from property_ops.kernel.money import ZERO, Yuan

HOUR, DAY = 60, 24 * 60
TIME_TO_LEAVE = timedelta(minutes=15)
"""Who has paid may stay so long without paying more."""


@dataclass(frozen=True, slots=True)
class VisitorRate:
    """`most_a_day` of zero: no limit."""

    free_minutes: int
    per_hour: Yuan
    most_a_day: Yuan

    def fee_of(self, minutes: int) -> Yuan:
        days, rest = divmod(max(0, minutes - self.free_minutes), DAY)
        return self._of_day(DAY) * days + self._of_day(rest)

    def _of_day(self, minutes: int) -> Yuan:
        fee = self.per_hour * -(-minutes // HOUR)
        return min(fee, self.most_a_day) if self.most_a_day else fee


def minutes_between(arrived: datetime, at: datetime) -> int:
    """The minute that has begun does not count."""
    return max(0, int((at - arrived).total_seconds() // 60))


def due_of(fee: Yuan, *, paid: Yuan, paid_until: datetime | None, at: datetime) -> Yuan:
    """What is still to be paid; nothing while there is time to leave after a payment."""
    if paid_until is not None and at - paid_until <= TIME_TO_LEAVE:
        return ZERO
    return max(fee - paid, ZERO)
