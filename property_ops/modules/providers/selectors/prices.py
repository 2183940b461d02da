"""What a provider may take for what, on which day; and which agreement holds."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from property_ops.framework.dated_rows import in_force, version_on
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, visible_estates
from property_ops.modules.providers.models import CooperationAgreement, PriceList, Provider, PublishedPrice, ServiceItem


def agreements_on(day: date, estate: Estate | None = None) -> QuerySet[CooperationAgreement]:
    """The approved ones whose term, and no early end, has the day; that hold in the estate."""
    found = in_force(CooperationAgreement.objects.filter(CooperationAgreement.STANDS), on=day)
    found = found.filter(Q(exit__isnull=True) | Q(exit__on__gt=day))
    if estate is None:
        return found
    return found.filter(Q(estates__isnull=True) | Q(estates__estate=estate)).distinct()


def list_on(provider: Provider, day: date) -> PriceList | None:
    """The price list in force."""
    return version_on(PriceList.objects.filter(PriceList.STANDS, provider=provider), day)


def prices_on(provider: Provider, day: date) -> list[PublishedPrice]:
    """By trade and item; none without a list."""
    found = list_on(provider, day)
    return list(found.prices.select_related("item").order_by("item__trade", "item")) if found else []


def published(provider: Provider, day: date) -> Mapping[int, PublishedPrice]:
    """By item."""
    return {one.item_id: one for one in prices_on(provider, day)}


def visible_agreements(user: object) -> QuerySet[CooperationAgreement]:
    found = CooperationAgreement.objects.visible_to(user)  # type: ignore[arg-type]
    return found.select_related("provider", "prepared_by", "decided_by", "exit", "scan")


def estates_of(agreement: CooperationAgreement, user: User) -> tuple[list[str], int]:
    """The names of its estates that the user sees, and how many there are besides."""
    named = visible_estates(user).filter(pk__in=agreement.estates.values("estate")).order_by("code")
    names = list(named.values_list("name", flat=True))
    return names, agreement.estates.count() - len(names)


def visible_price_lists(user: object) -> QuerySet[PriceList]:
    return PriceList.objects.visible_to(user).select_related("provider", "prepared_by", "decided_by")  # type: ignore[arg-type]


def items() -> QuerySet[ServiceItem]:
    return ServiceItem.objects.order_by("trade", "id")
