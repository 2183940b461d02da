"""The company's own payment code, for where no service is set up."""

import io
from datetime import datetime

import zxingcpp
from PIL import Image

from invoices.modules.online_payments.domain.errors import NotAPaymentCode
from invoices.modules.online_payments.models import PaymentCode
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require

RIGHT = "online_payments.change_code"


def change_payment_code(*, channel: PaymentChannel, picture: bytes, by: User, now: datetime) -> PaymentCode:
    """Read the code from a picture of it and keep what it says. Raises NotAllowed, NotAPaymentCode."""
    require(by, RIGHT)
    content = _read(picture)
    code, _made = PaymentCode.objects.update_or_create(
        channel=channel, defaults={"content": content, "changed_by": by, "changed_at": now}
    )
    audit.record(by=by, action="online_payments.code_changed", subject=channel.value)
    return code


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
