"""The demonstration's company has no payment service: households pay by its own code, which two people looked at."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from invoices.modules.online_payments.models import PaymentCodeChange
from invoices.modules.online_payments.services.codes import approve_payment_code, propose_payment_code
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.accounts import user_named
from property_ops.framework.web.qr import qr_png

CONTENT = "https://payments.example/demonstration"
"""Leads nowhere, whoever scans it."""


def put_up_a_payment_code(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`."""
    if PaymentCodeChange.objects.exists():
        return
    now = timezone.now()
    change = propose_payment_code(
        channel=PaymentChannel.WECHAT, picture=qr_png(CONTENT), by=user_named("accountant"), now=now
    )
    approve_payment_code(change_id=change.pk, by=user_named("reviewer"), now=now)
