"""What the demonstration shows of other systems: one service account, and one webhook that is switched off."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.framework.staff import create_program
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.services.webhooks import make_webhook

ACCOUNT, ADDRESS = "finance-link", "https://hooks.example.org/property-ops"
"""`example.org` belongs to nobody (RFC 2606); nothing is sent while the webhook is switched off."""
KINDS = ("bill.issued", "receipt.recorded", "receipt.reversed", "month.closed")


def connect_nobody(call: Any) -> None:
    """Of slot `demo_steps`. Once; the account has no token, so that nothing can come by it."""
    administrator = User.objects.filter(is_superuser=True, is_active=True, is_program=False).order_by("pk").first()
    if Webhook.objects.exists() or User.objects.filter(username=ACCOUNT).exists() or administrator is None:
        return
    with transaction.atomic():
        create_program(username=ACCOUNT, display_name="财务系统接口", role_codes=["accountant"], by=administrator)
        make_webhook(
            name="财务系统",
            address=ADDRESS,
            kinds=KINDS,
            estate=None,
            active=False,
            by=user_named("manager"),
            now=timezone.now(),
        )
