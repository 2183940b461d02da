"""Common parts let in the demonstration: one lease that is over, one in force, their rents posted; one waits."""

from collections.abc import Callable
from datetime import date, timedelta
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
    ("advertising", "1号楼、3号楼电梯厅广告框", "菏泽鲁西南广告传媒有限公司", 800_00, date(2022, 3, 16), "2022年"),
    ("site", "东门快递柜", "丰巢网络技术有限公司", 350_00, None, "本年"),
    ("shop", "门卫室东侧修鞋亭", "刘师傅", 200_00, None, "本年"),
)
RUNS_SINCE = timedelta(days=120)
"""So long ago those of today began, whenever the demonstration is made."""


def let_some(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once."""
    estate = Estate.objects.filter(name="牡丹花园").first()
    if estate is None or CommonLease.objects.exists():
        return
    accountant, now = user_named("accountant"), timezone.now()
    today = timezone.localdate(now)
    for kind, place, tenant, fen, since, year in LET:
        start = since or (today - RUNS_SINCE).replace(day=1)
        end = start.replace(year=start.year + 1)
        basis = f"{year}业主委员会第1次会议决议"
        terms = CommonLeaseTerms(estate, kind, place, tenant, Yuan(fen), start, end, basis)
        lease = prepare_lease(terms=terms, by=accountant, now=now)
        if kind != "shop":
            approve_lease(lease_id=lease.pk, by=user_named("reviewer"), now=now)
    for month, _amount in waiting_months(today=today):
        post_rents(month=month, by=accountant, today=today)
