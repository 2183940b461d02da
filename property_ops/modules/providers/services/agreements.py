"""What is agreed with a provider, and the prices it publishes: prepared by one, approved by another (rule 10)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import clean, with_reason
from property_ops.modules.estates.public import Estate
from property_ops.modules.providers.domain.errors import (
    AgreementOverlaps,
    NoPrices,
    NotATermOfAgreement,
    NotEndable,
    PricesStandAlready,
    PricesTooEarly,
    ReturnedTooMuch,
)
from property_ops.modules.providers.models import (
    AgreementEstate,
    AgreementExit,
    CooperationAgreement,
    PriceList,
    Provider,
    PublishedPrice,
    ServiceItem,
    ServiceLine,
)
from property_ops.modules.providers.models.agreement import OPEN_OR_APPROVED
from property_ops.modules.providers.services.register import CHANGE


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as it is typed in; `last` is the last day that counts. No estates means all."""

    number: str
    start: date
    last: date
    standard: str
    exit_terms: str
    deposit: Yuan = ZERO
    estates: Collection[Estate] = ()
    scan: bytes = b""


@dataclass(frozen=True, slots=True)
class PricedItem:
    item: ServiceItem
    price: Yuan
    remark: str = ""


def prepare_agreement(*, provider: Provider, draft: AgreementDraft, by: User, now: datetime) -> CooperationAgreement:
    """Raises NotAllowed, NotATermOfAgreement, AgreementOverlaps, PictureRefused."""
    require(by, CHANGE)
    if draft.last < draft.start:
        raise NotATermOfAgreement(first=draft.start, last=draft.last)
    refuse_twice(draft.estates)
    scan = keep(draft.scan, now=now) if draft.scan else None
    with transaction.atomic():
        provider = _locked(provider)
        made = CooperationAgreement(
            provider=provider,
            number=clean(draft.number),
            start=draft.start,
            end=draft.last + timedelta(days=1),
            standard=clean(draft.standard),
            exit_terms=clean(draft.exit_terms),
            deposit=draft.deposit,
            scan=scan,
            prepared_by=by,
            prepared_at=now,
        )
        _refuse_overlap(made)
        made.save()
        AgreementEstate.objects.bulk_create(AgreementEstate(agreement=made, estate=one) for one in draft.estates)
        audit.record(by=by, action="providers.agreement_prepared", subject=made.number, provider=provider.code)
    return made


def approve_agreement(*, agreement_id: int, by: User, now: datetime) -> CooperationAgreement:
    """Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(CooperationAgreement, agreement_id, by=by, now=now) as agreement:
        return agreement


@transaction.atomic
def end_agreement(
    *, agreement: CooperationAgreement, on: date, reason: str, returned: Yuan, by: User, now: datetime
) -> AgreementExit:
    """It no longer holds from `on`. Raises NotAllowed, ReasonMissing, NotEndable, ReturnedTooMuch."""
    require(by, "providers.approve")
    found = CooperationAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    reason = with_reason(reason)
    if found.state != "approved" or AgreementExit.objects.filter(agreement=found).exists():
        raise NotEndable()
    if not found.start <= on < found.end:
        raise NotEndable()
    if not ZERO <= returned <= found.deposit:
        raise ReturnedTooMuch(deposit=found.deposit)
    made = AgreementExit.objects.create(agreement=found, on=on, reason=reason, deposit_returned=returned, by=by, at=now)
    audit.record(by=by, action="providers.agreement_ended", subject=found.number, on=str(on), returned=str(returned))
    return made


@transaction.atomic
def prepare_prices(
    *, provider: Provider, start: date, prices: Sequence[PricedItem], by: User, now: datetime
) -> PriceList:
    """All prices from a day on; what is left out is no longer offered.

    Raises NotAllowed, NoPrices, NamedTwice, PricesTooEarly, PricesStandAlready.
    """
    require(by, CHANGE)
    provider = _locked(provider)
    if not prices:
        raise NoPrices()
    refuse_twice(one.item for one in prices)
    _refuse_charged(provider, start)
    if PriceList.objects.filter(provider=provider, start=start, state__in=OPEN_OR_APPROVED).exists():
        raise PricesStandAlready(day=start)
    made = PriceList.objects.create(provider=provider, start=start, prepared_by=by, prepared_at=now)
    PublishedPrice.objects.bulk_create(
        PublishedPrice(price_list=made, item=one.item, price=one.price, remark=clean(one.remark)) for one in prices
    )
    audit.record(by=by, action="providers.prices_prepared", subject=provider.code, start=str(start), items=len(prices))
    return made


def approve_prices(*, list_id: int, by: User, now: datetime) -> PriceList:
    """Raises NotAllowed, AlreadyDecided, SamePerson, PricesTooEarly."""
    with approving(PriceList, list_id, by=by, now=now) as prices:
        _refuse_charged(_locked(prices.provider), prices.start)
    return prices


def _locked(provider: Provider) -> Provider:
    return Provider.objects.select_for_update().get(pk=provider.pk)


def _refuse_charged(provider: Provider, start: date) -> None:
    """What was charged keeps the price that was published then."""
    charged = ServiceLine.objects.filter(order__provider=provider, day__gte=start).aggregate(day=Max("day"))["day"]
    if charged is not None:
        raise PricesTooEarly(day=charged)


def _refuse_overlap(made: CooperationAgreement) -> None:
    others = CooperationAgreement.objects.filter(provider=made.provider, state__in=OPEN_OR_APPROVED)
    for other in others.filter(start__lt=made.end, end__gt=made.start).select_related("exit"):
        ended = getattr(other, "exit", None)
        if ended is None or ended.on > made.start:
            raise AgreementOverlaps(provider=made.provider.name, number=other.number)
