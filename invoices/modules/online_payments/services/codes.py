"""The company's own payment code, for where no service is set up: where residents send their money (rule 10)."""

import io
from datetime import datetime

import zxingcpp
from django.db import transaction
from PIL import Image

from invoices.modules.online_payments.domain.errors import NotAPaymentCode, PaymentCodeWaits, SamePaymentCode
from invoices.modules.online_payments.models import PaymentCode, PaymentCodeChange
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def propose_payment_code(*, channel: PaymentChannel, picture: bytes, by: User, now: datetime) -> PaymentCodeChange:
    """Read the code from a picture of it; households see it once another person has approved it.

    Raises NotAllowed, NotAPaymentCode, PaymentCodeWaits, SamePaymentCode.
    """
    require(by, PaymentCodeChange.rights.prepare)
    content = _read(picture)
    with transaction.atomic():
        known = PaymentCode.objects.select_for_update().filter(channel=channel).first()
        if PaymentCodeChange.objects.filter(PaymentCodeChange.WAITS).exists():
            raise PaymentCodeWaits()
        before = known.content if known else ""
        if content == before:
            raise SamePaymentCode()
        change = PaymentCodeChange.objects.create(
            channel=channel, content=content, content_before=before, prepared_by=by, prepared_at=now
        )
        audit.record(
            by=by, action="online_payments.code_proposed", subject=change.audit_subject, **change.audit_facts()
        )
    return change


def approve_payment_code(*, change_id: int, by: User, now: datetime) -> PaymentCodeChange:
    """Households see it from now on. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(PaymentCodeChange, change_id, by=by, now=now) as change:
        PaymentCode.objects.update_or_create(
            channel=change.channel, defaults={"content": change.content, "changed_by": by, "changed_at": now}
        )
    return change


def _read(picture: bytes) -> str:
    try:
        with Image.open(io.BytesIO(picture), formats=["JPEG", "PNG", "WEBP"]) as image:
            image.thumbnail((2000, 2000))
            found = zxingcpp.read_barcodes(image.convert("L"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPaymentCode() from error
    texts = {one.text for one in found if one.text}
    if len(texts) != 1 or len(next(iter(texts))) > 500:
        raise NotAPaymentCode()
    return next(iter(texts))
