"""What is known of a work's charges."""

from invoices.modules.charges.public import Charge
from property_ops.kernel.period import Month


def charged_in_another_month(*, basis: str, month: Month) -> bool:
    """Whether the evidence with this key was charged already, in a month other than `month`.

    A work whose day of acceptance was corrected after it was charged is not charged again.
    """
    return Charge.objects.filter(basis__key=basis).exclude(month=month.start).exists()
