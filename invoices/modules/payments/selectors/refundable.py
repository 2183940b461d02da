"""Accounts with credit that nothing uses, which could be paid back."""

from dataclasses import dataclass

from django.db.models import Max, Sum

from invoices.modules.payments.models import Refund
from invoices.modules.receivables.public import CreditKind, PayerAccount, unapplied_credits
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Tenure, visible_estates

REFUNDABLE = (CreditKind.PAYMENT, CreditKind.TRUE_UP, CreditKind.OTHER)
"""Of a credit note or write-off nothing is left that could be paid out: they settle their lines in full."""


@dataclass(frozen=True, slots=True)
class RefundableAccount:
    account: PayerAccount
    estate: str
    payer: str
    credit: Yuan


def refundable(user: User, *, estate: str = "") -> list[RefundableAccount]:
    """The accounts with unused credit that this person may see, or those of an estate, by unit code; without those
    whose refund waits already, and those of which nobody is known."""
    estates = visible_estates(user).filter(code=estate) if estate else visible_estates(user)
    credits = unapplied_credits(estates=estates.values("pk")).filter(kind__in=REFUNDABLE).order_by()
    rows = list(
        credits.values_list("unit_code", "party")
        .annotate(estate=Max("estate__name"), sum=Sum("left"))
        .order_by("unit_code", "party")
    )
    waiting = set(Refund.objects.filter(state=ApprovalState.WAITING).values_list("unit__code", "party"))
    parties = [int(party) for _unit, party, *_rest in rows if party]
    names = {str(pk): name for pk, name in Tenure.objects.filter(pk__among=parties).values_list("pk", "name")}
    return [
        RefundableAccount(PayerAccount(unit, party), estate_name, names[party], credit)
        for unit, party, estate_name, credit in rows
        if party in names and (unit, party) not in waiting
    ]
