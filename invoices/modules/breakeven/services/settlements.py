"""What a settlement with a provider costs each estate: a cost voucher for each, to be approved by another person."""

from datetime import datetime

from django.db import transaction

from invoices.modules.breakeven.domain.errors import SettlementNotApproved
from invoices.modules.breakeven.domain.funding import RESIDENTS
from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.breakeven.services.vouchers import MEMO, prepare_voucher
from invoices.modules.ledger.public import books
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate
from property_ops.modules.providers.public import ProviderSettlement, by_estate

UPKEEP = "upkeep"


def prepare_settlement_vouchers(*, settlement: ProviderSettlement, by: User, now: datetime) -> list[CostVoucher]:
    """Of what the company owes by it; an estate whose voucher waits or is posted gets no second one.

    Raises NotAllowed, SettlementNotApproved.
    """
    require(by, "breakeven.prepare")
    if settlement.state != ApprovalState.APPROVED:
        raise SettlementNotApproved()
    made, kind = [], CostKind.objects.get(code=UPKEEP)
    with transaction.atomic(), books():
        known = CostVoucher.objects.filter(reference=settlement.number, kind=kind, reverses=None)
        there = set(known.exclude(state__in=NEVER_MIND).values_list("estate__code", flat=True))
        for code, amount in sorted(by_estate(settlement).items()):
            if code in there or not amount:
                continue
            voucher = CostVoucher(
                estate=Estate.objects.get(code=code),
                month=settlement.month,
                kind=kind,
                funding=RESIDENTS,
                amount=amount,
                memo=f"服务商结算 {settlement.provider_name}"[:MEMO],
                reference=settlement.number or "",
            )
            made.append(prepare_voucher(voucher=voucher, by=by, now=now))
    return made
