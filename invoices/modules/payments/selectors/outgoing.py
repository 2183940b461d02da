"""Payments out, with what is left of them to be explained."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from invoices.modules.payments.domain.channels import Channel
from invoices.modules.payments.domain.states import OutgoingState
from invoices.modules.payments.models import Explanation, Outgoing, Receipt, Refund, Tie
from property_ops.framework.approval.domain import State
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


def payments_out() -> QuerySet[Any]:
    """With `left` to explain, and its `state`."""
    nothing = Value(ZERO, YuanField())
    standing = Explanation.objects.filter(outgoing=OuterRef("pk"), undone_on=None).order_by().values("outgoing")
    said = Subquery(standing.annotate(total=Sum("amount")).values("total"))
    proposed = Tie.objects.filter(Tie.WAITS, outgoing=OuterRef("pk"))
    rows = Outgoing.objects.select_related("receipt").annotate(
        said=Coalesce(said, nothing, output_field=YuanField()),
        left=Case(
            When(receipt__isnull=False, then=nothing),
            default=ExpressionWrapper(F("amount") - F("said"), output_field=YuanField()),
            output_field=YuanField(),
        ),
    )
    return rows.annotate(
        state=Case(
            When(receipt__isnull=False, then=Value(OutgoingState.GIVEN_BACK.value)),
            When(Exists(proposed), then=Value(OutgoingState.PROPOSED.value)),
            When(said=F("amount"), then=Value(OutgoingState.EXPLAINED.value)),
            default=Value(OutgoingState.OPEN.value),
            output_field=CharField(),
        )
    )


def find_payments_out(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(payee_name__icontains=text) | Q(memo__icontains=text) | Q(transaction__icontains=text))


def explanations_of(thing: Outgoing | Receipt) -> QuerySet[Explanation]:
    """Undone ones too, in the order in which they were made."""
    return thing.explanations.select_related("estate", "refund", "by", "undone_by")


def ties_of(outgoing: Outgoing) -> QuerySet[Tie]:
    return outgoing.ties.select_related("receipt", "prepared_by", "decided_by")


def refunds_it_may_pay(outgoing: Outgoing) -> QuerySet[Refund]:
    """Approved, of this amount, not in cash, and not paid yet."""
    approved = Refund.objects.filter(Q(amount=outgoing.amount), state=State.APPROVED)
    paid = Explanation.objects.filter(refund__isnull=False, undone_on=None).values("refund")
    return approved.exclude(channel=Channel.CASH).exclude(pk__in=paid).order_by("pk")


def estates() -> QuerySet[Estate]:
    return Estate.objects.order_by("code")


def all_explanations() -> QuerySet[Explanation]:
    return Explanation.objects.all()


def all_ties() -> QuerySet[Tie]:
    return Tie.objects.all()
