"""The demonstration's providers: agreements, prices, orders from offer to rating, settlements, an open offer."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from property_ops.framework.models import User
from property_ops.framework.pdf.fonts import Weight, house_family
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.providers.domain.states import StandingMove
from property_ops.modules.providers.models import PaperKind, Provider, ServiceItem, ServiceOrder, ServicePayer, Trade
from property_ops.modules.providers.services.accepting import (
    ServiceRating,
    accept_by_link,
    accept_for_company,
    seen_of,
    send_back_by_link,
)
from property_ops.modules.providers.services.agreements import (
    AgreementDraft,
    PricedItem,
    approve_agreement,
    approve_prices,
    prepare_agreement,
    prepare_prices,
)
from property_ops.modules.providers.services.doing import DoneItem, appoint, finish, take_offer
from property_ops.modules.providers.services.links import give_customer_link
from property_ops.modules.providers.services.orders import WantedService, offer_order, order_service
from property_ops.modules.providers.services.register import ProviderEntry, add_paper, register_provider
from property_ops.modules.providers.services.settling import approve_settlement, prepare_settlement
from property_ops.modules.providers.services.standing import (
    approve_standing,
    propose_standing,
    record_complaint,
    uphold_complaint,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "providers.toml"
MORNING, HOUR, YEAR = time(8, 30), timedelta(hours=1), timedelta(days=364)
AGREED_AGO, ONE_DAY = timedelta(days=75), timedelta(days=1)
EXIT = "任何一方提前 30 日书面通知可以退出；在手的服务单做完并结清后，押金 15 日内无息退还。"
PAPER, INK, STAMP = (251, 249, 243), (45, 45, 45), (176, 42, 36)


@transaction.atomic
def bring_the_providers(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no provider was registered yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or Provider.objects.exists():
        return
    dispatcher, manager = _person("dispatcher"), _person("manager")
    today = timezone.localdate()
    known = {row["name"]: _registered(row, dispatcher, manager, today) for row in told["providers"]}
    units = list(estate.units.order_by("code")[:12])
    for row in told["providers"]:
        for wanted in row["orders"]:
            _ordered(known[row["name"]], row, wanted, estate, units, (dispatcher, manager), today)
    _settled(known.values(), today)
    _open_offer(known, told["open"], estate, units, dispatcher)


def _registered(row: Mapping[str, Any], dispatcher: User, manager: User, today: date) -> Provider:
    start, now = today - AGREED_AGO, _at(today - AGREED_AGO, MORNING)
    entry = ProviderEntry(row["name"], row["trades"], row["contact"], row["phone"])
    provider = register_provider(entry=entry, by=dispatcher, on=start)
    until = today + timedelta(days=row.get("expires", 900))
    add_paper(
        provider=provider,
        kind=PaperKind.LICENCE,
        number=row["licence"],
        valid_until=until,
        photo=_paper("营业执照", [row["name"], row["licence"], f"有效期至 {until}"]),
        by=dispatcher,
        now=now,
    )
    draft = AgreementDraft(
        number=row["agreement"],
        start=start,
        last=start + YEAR,
        standard=row["standard"],
        exit_terms=EXIT,
        deposit=Yuan.parse(row["deposit"]) if "deposit" in row else ZERO,
    )
    agreement = prepare_agreement(provider=provider, draft=draft, by=dispatcher, now=now)
    approve_agreement(agreement_id=agreement.pk, by=manager, now=now + HOUR)
    prices = [
        PricedItem(ServiceItem.objects.get(code=code), Yuan.parse(price), remark)
        for code, price, remark in row["prices"]
    ]
    listed = prepare_prices(provider=provider, start=start, prices=prices, by=dispatcher, now=now)
    approve_prices(list_id=listed.pk, by=manager, now=now + HOUR)
    admitted = propose_standing(
        provider=provider, move=StandingMove.ADMIT, reason="资料齐全，协议已签", by=dispatcher, now=now
    )
    approve_standing(change_id=admitted.pk, by=manager, now=now + HOUR, today=start)
    return Provider.objects.get(pk=provider.pk)


def _ordered(
    provider: Provider,
    row: Mapping[str, Any],
    wanted: Mapping[str, Any],
    estate: Estate,
    units: list[Unit],
    staff: tuple[User, User],
    today: date,
) -> None:
    """One order from being taken down to being accepted."""
    dispatcher, manager = staff
    day = today - timedelta(days=wanted["ago"])
    now, company = _at(day, MORNING), wanted.get("company", False)
    unit = units[wanted["unit"] % len(units)] if "unit" in wanted else None
    tenure = unit.tenures.order_by("pk").last() if unit else None
    item = ServiceItem.objects.get(code=wanted["item"])
    service = WantedService(
        Trade(item.trade),
        ServicePayer.COMPANY if company else ServicePayer.RESIDENT,
        wanted["wanted"],
        unit=unit,
        place="" if company else "家中",
        contact=tenure.name[:40] if tenure else "",
        phone=tenure.phone if tenure else "",
    )
    order = order_service(estate=estate, service=service, by=dispatcher, now=now)
    (offer,) = offer_order(order=order, providers=[provider], by=dispatcher, now=now)
    take_offer(offer=offer, provider=provider, now=now + HOUR)
    link = None if company else give_customer_link(order=order, by=dispatcher, now=now)
    _done(order, provider, item, wanted, now + HOUR, "第一次")
    if "back" in wanted and link:
        send_back_by_link(token=link.token, seen=seen_of(_fresh(order)), words=wanted["back"], now=now + 9 * HOUR)
        _done(order, provider, item, wanted, now + ONE_DAY, "返修")
    rating = ServiceRating(service.contact or "张师傅", wanted["stars"], wanted.get("remark", ""))
    end = now + ONE_DAY + 10 * HOUR
    if link:
        accept_by_link(token=link.token, seen=seen_of(_fresh(order)), rating=rating, network="10.0.*", now=end)
    else:
        accept_for_company(order=order, rating=ServiceRating(str(manager), wanted["stars"]), by=manager, now=end)
    if "complaint" in wanted:
        said = record_complaint(order=_fresh(order), words=wanted["complaint"], on=day, by=dispatcher, now=end)
        uphold_complaint(complaint_id=said.pk, by=manager, now=end + HOUR)


def _done(
    order: ServiceOrder, provider: Provider, item: ServiceItem, wanted: Mapping[str, Any], now: datetime, words: str
) -> None:
    appoint(order=order, at=now + 3 * HOUR, provider=provider, now=now)
    price = Yuan.parse(wanted["price"]) if "price" in wanted else None
    photo = _paper(f"{item.name}（{words}）", [wanted["wanted"], f"{timezone.localtime(now):%Y-%m-%d}"])
    done = [DoneItem(item, Decimal(wanted["quantity"]), price)]
    finish(order=order, done=done, photos=[photo], provider=provider, now=now + 5 * HOUR)


def _settled(providers: Iterable[Provider], today: date) -> None:
    """Last month's: where the company owes something it is approved, the others wait."""
    month, accountant, manager = Month.of(today).previous, _person("accountant"), _person("manager")
    for provider in providers:
        if provider.orders.filter(state="accepted", accepted_on__lt=month.end).exists():
            made = prepare_settlement(provider=provider, month=month, by=accountant, now=timezone.now(), today=today)
            if made.payable:
                approve_settlement(settlement_id=made.pk, by=manager, now=timezone.now())


def _open_offer(
    known: Mapping[str, Provider], told: Mapping[str, Any], estate: Estate, units: list[Unit], by: User
) -> None:
    unit = units[told["unit"] % len(units)]
    service = WantedService(
        Trade(told["trade"]), ServicePayer.RESIDENT, told["wanted"], unit=unit, suits=told["suits"], place="厨房"
    )
    order = order_service(estate=estate, service=service, by=by, now=timezone.now())
    offer_order(order=order, providers=[known[name] for name in told["to"]], by=by, now=timezone.now())


def _fresh(order: ServiceOrder) -> ServiceOrder:
    return ServiceOrder.objects.get(pk=order.pk)


def _paper(title: str, lines: list[str]) -> bytes:
    """A photo of a paper, or of what was done, drawn."""
    image = Image.new("RGB", (640, 480), PAPER)
    draw, font = ImageDraw.Draw(image), str(house_family().faces[Weight.REGULAR].path)
    draw.rectangle((20, 20, 620, 460), outline=STAMP, width=4)
    draw.text((60, 60), title, INK, ImageFont.truetype(font, 40))
    for number, line in enumerate(lines):
        draw.text((60, 160 + 60 * number), line[:24], INK, ImageFont.truetype(font, 26))
    draw.ellipse((450, 310, 590, 450), outline=STAMP, width=5)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _person(username: str) -> User:
    return User.objects.get(username=username)
