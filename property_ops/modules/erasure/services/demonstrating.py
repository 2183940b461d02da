"""What the demonstration shows of erasures: one that waits for the second person."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.selectors.erasures import what_forbids
from property_ops.modules.erasure.services.erasing import ask_erasure
from property_ops.modules.estates.public import Tenure

MOST = 50


def ask_for_an_erasure(call: Any) -> None:
    """Of slot `demo_steps`. Once, for the first who moved out and owes nothing."""
    if Erasure.objects.exists():
        return
    now, today = timezone.now(), timezone.localdate()
    left = Tenure.objects.filter(end__lte=today).select_related("unit__estate").order_by("pk")[:MOST]
    gone = next((one for one in left if not what_forbids(one, today=today)), None)
    if gone is not None:
        ask_erasure(
            tenure=gone, asked_on=today - timedelta(days=2), asked_how="书面申请，窗口收件，已核对身份证件",
            by=user_named("manager"), now=now, today=today,
        )  # fmt: skip
