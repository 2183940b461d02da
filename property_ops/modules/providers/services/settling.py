"""Settlements: what a provider did and was accepted, by the month; prepared by one, approved by another."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company
from property_ops.modules.providers.domain.errors import (
    MonthNotOver,
    NothingToSettle,
    SettledAlready,
    SettlementNotItsOrders,
)
from property_ops.modules.providers.models import (
    Provider,
    ProviderSettlement,
    ServiceOrder,
    ServicePayer,
    SettlementLine,
)
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED
from property_ops.modules.providers.reports.sheet import draw_sheet
from property_ops.modules.providers.selectors.settlements import (
    counted_lines,
    lines_of_settlement,
    unsettled,
    words_of,
)

PREPARE = "provider_settlements.prepare"


@transaction.atomic
def prepare_settlement(*, provider: Provider, month: Month, by: User, now: datetime, today: date) -> ProviderSettlement:
    """Of accepted orders only, each once. Raises NotAllowed, MonthNotOver, SettledAlready, NothingToSettle."""
    require(by, PREPARE)
    if today < month.end:
        raise MonthNotOver(month=month)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    same = ProviderSettlement.objects.filter(provider=provider, month=month.start, state__in=OPEN_OR_APPROVED)
    if same.exists():
        raise SettledAlready(provider=provider.name, month=month)
    orders: Sequence[Any] = unsettled(provider, month)
    if not orders:
        raise NothingToSettle(provider=provider.name, month=month)
    made = ProviderSettlement.objects.create(
        provider=provider,
        provider_name=provider.name,
        month=month.start,
        payable=_sum(orders, ServicePayer.COMPANY),
        by_residents=_sum(orders, ServicePayer.RESIDENT),
        prepared_by=by,
        prepared_at=now,
    )
    for order in orders:
        SettlementLine.objects.create(
            settlement=made,
            order=order,
            estate_name=order.estate.name,
            items=words_of(order),
            done_on=order.done_on,
            accepted_on=order.accepted_on,
            payer=order.payer,
            amount=_amount(order),
        )
    audit.record(
        by=by, action="providers.settlement_prepared", subject=f"{provider.code} {month}", payable=str(made.payable)
    )
    return made


def approve_settlement(*, settlement_id: int, by: User, now: datetime) -> ProviderSettlement:
    """It gets its number and is frozen. Raises NotAllowed, AlreadyDecided, SamePerson, SettlementNotItsOrders."""
    with approving(ProviderSettlement, settlement_id, by=by, now=now) as settlement:
        sums = dict.fromkeys(ServicePayer.values, ZERO)
        for line in lines_of_settlement(settlement):
            sums[line.payer] += line.amount
        if (settlement.payable, settlement.by_residents) != (sums["company"], sums["resident"]):
            raise SettlementNotItsOrders()
        settlement.number = ProviderSettlement.series.next(settlement.month.year)
    return settlement


def sheet_of(*, settlement: ProviderSettlement) -> bytes:
    """结算单 as PDF, to be signed by both. Raises GlyphMissing."""
    company = Company.load()
    decided = gettext(settlement.get_state_display())
    lines = list(lines_of_settlement(settlement))
    return draw_sheet(settlement, lines, issuer=company.name, state=decided)


def _amount(order: ServiceOrder) -> Yuan:
    return sum((line.amount for line in counted_lines(order)), ZERO)


def _sum(orders: Sequence[ServiceOrder], payer: ServicePayer) -> Yuan:
    return sum((_amount(order) for order in orders if order.payer == payer), ZERO)
