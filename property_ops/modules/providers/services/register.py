"""The register of providers: who they are, their trades and their papers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.writing import clean
from property_ops.modules.providers.domain.errors import ProviderKnown, WithoutTrade
from property_ops.modules.providers.models import (
    PaperKind,
    Provider,
    ProviderPaper,
    ProviderTrade,
    ServiceItem,
    Trade,
)

CHANGE = "providers.change"


@dataclass(frozen=True, slots=True)
class ProviderEntry:
    """A provider as it is written down; `phone` is the contact person's."""

    name: str
    trades: Collection[str]
    contact: str = ""
    phone: str = ""
    remark: str = ""


@transaction.atomic
def register_provider(*, entry: ProviderEntry, by: User, on: date) -> Provider:
    """A candidate: it gets offers once it is admitted. Raises NotAllowed, ProviderKnown, WithoutTrade."""
    require(by, CHANGE)
    name = _checked(entry, None)
    made = Provider.objects.create(
        code=Provider.series.next(),
        name=name,
        contact=clean(entry.contact),
        phone=clean(entry.phone),
        remark=clean(entry.remark),
        registered_on=on,
    )
    _set_trades(made, entry.trades)
    audit.record(by=by, action="providers.registered", subject=made.code, name=name)
    return made


@transaction.atomic
def correct_provider(*, provider: Provider, entry: ProviderEntry, by: User) -> Provider:
    """Raises NotAllowed, ProviderKnown, WithoutTrade."""
    require(by, CHANGE)
    found = Provider.objects.select_for_update().get(pk=provider.pk)
    found.name = _checked(entry, found)
    found.contact, found.phone, found.remark = clean(entry.contact), clean(entry.phone), clean(entry.remark)
    found.save()
    _set_trades(found, entry.trades)
    audit.record(by=by, action="providers.corrected", subject=found.code, name=found.name)
    return found


def add_paper(
    *, provider: Provider, kind: PaperKind, number: str, valid_until: date | None, photo: bytes, by: User, now: datetime
) -> ProviderPaper:
    """It takes the place of an earlier one of its kind. Raises NotAllowed, PictureRefused."""
    require(by, CHANGE)
    picture = keep(photo, now=now)
    with transaction.atomic():
        paper = ProviderPaper.objects.create(
            provider=provider,
            kind=kind,
            number=clean(number),
            valid_until=valid_until,
            picture=picture,
            added_by=by,
            added_at=now,
        )
        audit.record(by=by, action="providers.paper_added", subject=provider.code, kind=str(kind))
    return paper


@transaction.atomic
def enter_item(*, trade: Trade, name: str, unit: str, by: User) -> ServiceItem:
    """What providers may publish a price for. Raises NotAllowed, ProviderKnown."""
    require(by, CHANGE)
    name = clean(name)
    if ServiceItem.objects.filter(name=name).exists():
        raise ProviderKnown(name=name)
    return ServiceItem.objects.create(code=ServiceItem.series.next(), trade=trade, name=name, unit=clean(unit))


def _checked(entry: ProviderEntry, own: Provider | None) -> str:
    name = clean(entry.name)
    if not entry.trades:
        raise WithoutTrade()
    if Provider.objects.filter(name=name).exclude(pk=own.pk if own else 0).exists():
        raise ProviderKnown(name=name)
    return name


def _set_trades(provider: Provider, trades: Collection[str]) -> None:
    provider.trades.exclude(trade__in=trades).delete()
    known = set(provider.trades.values_list("trade", flat=True))
    ProviderTrade.objects.bulk_create(
        ProviderTrade(provider=provider, trade=one) for one in sorted(set(trades) - known)
    )
