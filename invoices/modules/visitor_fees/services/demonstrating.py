"""Visitors who pay in the demonstration: one estate charges, another asks to; three cars, of which one has paid."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.online_payments.public import PaidFact, ServiceNotice, take_proven
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.visitor_fees.models import VisitorTariff
from invoices.modules.visitor_fees.services.paying import begin_visitor_payment
from invoices.modules.visitor_fees.services.tariffs import VisitorPrice, approve_visitor_tariff, propose_visitor_tariff
from property_ops.framework.accounts import system_user, user_named
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.public import arrive, leave

CHARGES, ASKS = "牡丹花园", "益和小区"
PRICE = VisitorPrice(60, Yuan(2_00), Yuan(10_00), "业主委员会第2次会议决议：访客停车收费，收入归全体业主")
CARS = (("鲁R5K318", 205), ("鲁RD61207", 130), ("鲁A8Q552", 25))
"""Plates, and how many minutes ago they came."""
NOTICE, TRANSACTION = "EV-2022062911223320881", "4200002611290798765432109876"


def some_visitors_pay(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all."""
    estates = {one.name: one for one in Estate.objects.filter(name__in=(CHARGES, ASKS))}
    if len(estates) < 2 or VisitorTariff.objects.exists():
        return
    now, accountant = timezone.now(), user_named("accountant")
    today = timezone.localdate(now)
    with transaction.atomic():
        price = propose_visitor_tariff(estate=estates[CHARGES], start=today, price=PRICE, by=accountant, now=now)
        approve_visitor_tariff(tariff_id=price.pk, by=user_named("reviewer"), now=now)
        _cars(estates[CHARGES], now)
        later = today + timedelta(days=14)
        propose_visitor_tariff(estate=estates[ASKS], start=later, price=PRICE, by=accountant, now=now)


def _cars(estate: Estate, now: datetime) -> None:
    """None came before today: they would be of the time when nothing was charged."""
    guard, midnight = user_named("dispatcher"), timezone.localtime(now).replace(hour=0, minute=0, second=0)
    stays = [
        arrive(estate=estate, plate=plate, at=max(now - timedelta(minutes=ago), midnight), now=now, by=guard)
        for plate, ago in CARS
    ]
    first, channel = stays[0], PaymentChannel.WECHAT
    if now - first.arrived_at <= timedelta(minutes=PRICE.free_minutes):
        return
    order = begin_visitor_payment(stay=first, channel=channel, now=now)
    notice = ServiceNotice(NOTICE, PaidFact(order.number, TRANSACTION, order.amount, now))
    take_proven(notice=notice, channel=channel, by=system_user(), now=now, today=timezone.localdate(now))
    leave(stay=first, at=now, by=guard)
