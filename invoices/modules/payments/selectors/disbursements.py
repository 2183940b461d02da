"""Payments out, with what is left of them to be coded."""

from collections.abc import Sequence
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

from invoices.modules.ledger.public import LedgerAccount
from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import DisbursementState
from invoices.modules.payments.models import Disbursement, PaymentCoding, Receipt, Refund, RefundLink
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


def payments_out() -> QuerySet[Any]:
    """With `left` to explain, and its `state`; as they were posted, the latest first."""
    nothing = Value(ZERO, YuanField())
    standing = (
        PaymentCoding.objects.filter(disbursement=OuterRef("pk"), undone_on=None).order_by().values("disbursement")
    )
    said = Subquery(standing.annotate(total=Sum("amount")).values("total"))
    proposed = RefundLink.objects.filter(RefundLink.WAITS, disbursement=OuterRef("pk"))
    rows = (
        Disbursement.objects.select_related("receipt", "reversal")
        .order_by("-posted_on", "-pk")
        .annotate(
            said=Coalesce(said, nothing, output_field=YuanField()),
            left=Case(
                When(Q(receipt__isnull=False) | Q(reversal__isnull=False), then=nothing),
                default=ExpressionWrapper(F("amount") - F("said"), output_field=YuanField()),
                output_field=YuanField(),
            ),
        )
    )
    return rows.annotate(
        state=Case(
            When(reversal__isnull=False, then=Value(DisbursementState.REVERSED.value)),
            When(receipt__isnull=False, then=Value(DisbursementState.GIVEN_BACK.value)),
            When(Exists(proposed), then=Value(DisbursementState.PROPOSED.value)),
            When(said=F("amount"), then=Value(DisbursementState.CODED.value)),
            default=Value(DisbursementState.OPEN.value),
            output_field=CharField(),
        )
    )


def find_payments_out(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(payee_name__icontains=text) | Q(memo__icontains=text) | Q(transaction__icontains=text))


def codings_of(thing: Disbursement | Receipt) -> QuerySet[PaymentCoding]:
    """Undone ones too, in the order in which they were made."""
    return thing.codings.select_related("estate", "refund", "by", "undone_by")


def accounts_named(codes: Sequence[str]) -> list[tuple[str, str]]:
    """(code, code and name) of those that are in the chart, in the order given."""
    names = dict(LedgerAccount.objects.filter(code__in=codes).values_list("code", "name"))
    return [(code, f"{code} {names[code]}") for code in dict.fromkeys(codes) if code in names]


def refund_links_of(disbursement: Disbursement) -> QuerySet[RefundLink]:
    return disbursement.refund_links.select_related("receipt", "prepared_by", "decided_by")


def refunds_it_may_pay(disbursement: Disbursement) -> QuerySet[Refund]:
    """Approved, of this amount, not in cash, and not paid yet."""
    approved = Refund.objects.filter(Q(amount=disbursement.amount), state=ApprovalState.APPROVED)
    paid = PaymentCoding.objects.filter(refund__isnull=False, undone_on=None).values("refund")
    return approved.exclude(channel=PaymentChannel.CASH).exclude(pk__in=paid).order_by("pk")


def estates() -> QuerySet[Estate]:
    return Estate.objects.order_by("code")


def all_codings() -> QuerySet[PaymentCoding]:
    return PaymentCoding.objects.all()
