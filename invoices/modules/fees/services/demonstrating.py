"""One-off fees of July in the demonstration: one delivered and compared, one that waits, one only ordered."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from invoices.modules.fees import selectors
from invoices.modules.fees.models import FeeOrder
from invoices.modules.fees.services.delivering import approve_delivery, write_down_delivery
from invoices.modules.fees.services.ordering import order_fee
from property_ops.framework.accounts import user_named
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.modules.estates.public import Unit

ORDERED = (("access_card", "补办", 2), ("renovation_waste", "小型货车", 3), ("bulky_waste", "家具家电", 1))
FIRST, HANDED_OVER = date(2022, 7, 6), date(2022, 7, 8)
PAPER, INK, PEN = (252, 251, 247), (40, 40, 40), (30, 50, 130)


def sell_cards(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where prices are approved."""
    units = list(Unit.objects.filter(estate__name="牡丹花园").select_related("estate").order_by("code")[4:7])
    if FeeOrder.objects.exists() or len(units) < len(ORDERED):
        return
    if not selectors.prices(units[0].estate, on=FIRST).exists():
        return
    accountant, now = user_named("accountant"), timezone.now()
    orders = [
        order_fee(
            unit=unit,
            payer=_payer(unit),
            item=item,
            applies_to=kind,
            quantity=Decimal(count),
            ordered_on=FIRST,
            note="",
            by=accountant,
            now=now,
        )
        for unit, (item, kind, count) in zip(units, ORDERED, strict=True)
    ]
    cards, waste, _sofa = orders
    approve_delivery(delivery_id=_hand_over(cards, cards.quantity), by=user_named("reviewer"), now=now)
    _hand_over(waste, Decimal(2))


def _payer(unit: Unit) -> Any:
    return selectors.payers(unit, on=FIRST).first()


def _hand_over(order: FeeOrder, quantity: Decimal) -> int:
    now = timezone.make_aware(datetime.combine(HANDED_OVER, time(10, 20)))
    delivery = write_down_delivery(
        order_id=order.pk,
        quantity=quantity,
        day=HANDED_OVER,
        signed_by=order.payer.name,
        scan=_receipt(order, quantity),
        by=user_named("accountant"),
        now=now,
        today=HANDED_OVER,
    )
    return delivery.pk


def _receipt(order: FeeOrder, quantity: Decimal) -> bytes:
    """A photo of a receipt that somebody signed by hand."""
    image, font = Image.new("RGB", (900, 620), PAPER), str(house_family().faces[Weight.REGULAR].path)
    draw, printed, written = ImageDraw.Draw(image), ImageFont.truetype(font, 30), ImageFont.truetype(font, 42)
    draw.text((330, 50), "签　收　单", INK, ImageFont.truetype(font, 48))
    draw.text((80, 160), f"单号 {order.number}　房屋 {order.unit.code}", INK, printed)
    draw.text((80, 230), f"{order.item.name}　{order.applies_to}", INK, printed)
    draw.text((80, 300), "数量", INK, printed)
    draw.text((180, 288), f"{quantity} {order.piece}", PEN, written)
    draw.text((80, 400), "签收人", INK, printed)
    draw.text((210, 388), order.payer.name, PEN, written)
    draw.text((80, 490), f"{HANDED_OVER}", PEN, written)
    out = BytesIO()
    image.rotate(-0.8, fillcolor=(190, 185, 175)).save(out, "JPEG", quality=80)
    return out.getvalue()
