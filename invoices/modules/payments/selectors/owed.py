"""What suppliers are owed, paper by paper, as far as no payment names it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Sum

from invoices.modules.payments.models import PaymentCoding
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class OwedPaper:
    """What a supplier is owed by one paper of an estate; `words` say whom and for what."""

    number: str
    words: str
    estate: Estate
    amount: Yuan


def owed_papers() -> list[OwedPaper]:
    """Of all that slot `payables` names, what is left above the payments that name it."""
    papers = [one for named in plugged_into("payables") for one in named()]
    paid = paid_by_name([one.number for one in papers])
    left = [replace(one, amount=one.amount - paid.get(one.number, ZERO)) for one in papers]
    return [one for one in left if one.amount > ZERO]


def paid_by_name(numbers: Collection[str]) -> dict[str, Yuan]:
    """Of these papers those that payments name, with how much."""
    standing = PaymentCoding.objects.filter(paper__in=numbers, undone_on=None).exclude(paper="").order_by()
    return dict(standing.values_list("paper").annotate(sum=Sum("amount")))
