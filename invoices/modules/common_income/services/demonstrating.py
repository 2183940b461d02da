"""Common parts that are let in the demonstration: two whose rents are posted, one that waits for approval."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from invoices.modules.common_income.models import CommonLease
from invoices.modules.common_income.selectors import waiting_months
from invoices.modules.common_income.services.leasing import CommonLeaseTerms, approve_lease, prepare_lease
from invoices.modules.common_income.services.posting import post_rents
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate

LET = (
    ("advertising", "1号楼、3号楼电梯厅广告框", "菏泽鲁西南广告传媒有限公司", 800_00, date(2022, 3, 16)),
    ("site", "东门快递柜", "丰巢网络技术有限公司", 350_00, date(2022, 4, 1)),
    ("shop", "门卫室东侧修鞋亭", "刘师傅", 200_00, date(2022, 8, 1)),
)


def let_some(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    estate = Estate.objects.filter(name="牡丹花园").first()
    if estate is None or CommonLease.objects.exists():
        return
    accountant, now = user_named("accountant"), timezone.now()
    for kind, place, tenant, fen, start in LET:
        terms = CommonLeaseTerms(
            estate, kind, place, tenant, Yuan(fen), start, start.replace(year=2023), "2022年业主委员会第1次会议决议"
        )
        lease = prepare_lease(terms=terms, by=accountant, now=now)
        if kind != "shop":
            approve_lease(lease_id=lease.pk, by=user_named("reviewer"), now=now)
    today = timezone.localdate(now)
    for month, _amount in waiting_months(today=today):
        post_rents(month=month, by=accountant, today=today)
