"""Links of providers and of whoever ordered: a secret each, shown once, kept as a hash (docs/adr/0037)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.secret_links import hash_of, living_link, new_token
from property_ops.kernel.errors import LinkRevoked
from property_ops.modules.providers.domain.errors import CompanyPays, HasProvidersLink
from property_ops.modules.providers.domain.states import ProviderStanding
from property_ops.modules.providers.models import CustomerLink, Provider, ProviderLink, ServiceOrder, ServicePayer
from property_ops.modules.providers.selectors.orders import could_report
from property_ops.modules.providers.services.register import CHANGE
from property_ops.modules.providers.services.standing import ORDER

PROVIDER_DAYS, CUSTOMER_DAYS = timedelta(days=365), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class MadeAddress:
    """An address that is known here and now, and never again."""

    token: str = field(repr=False)
    page: str

    @property
    def address(self) -> str:
        return f"{settings.PUBLIC_URL}{reverse(self.page, args=[self.token])}"


@transaction.atomic
def give_provider_link(*, provider: Provider, by: User, now: datetime) -> MadeAddress:
    """A new link; the one before opens nothing any more. Raises NotAllowed."""
    require(by, CHANGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    ProviderLink.objects.filter(provider=provider, revoked_at=None).update(revoked_at=now)
    token = _made(ProviderLink, PROVIDER_DAYS, by, now, provider=provider)
    audit.record(by=by, action="providers.link_given", subject=provider.code)
    return MadeAddress(token, "provider_home")


@transaction.atomic
def revoke_provider_link(*, provider: Provider, by: User, now: datetime) -> None:
    """Whoever has it sees nothing any more. Safe to repeat. Raises NotAllowed."""
    require(by, CHANGE)
    if ProviderLink.objects.filter(provider=provider, revoked_at=None).update(revoked_at=now):
        audit.record(by=by, action="providers.link_revoked", subject=provider.code)


@transaction.atomic
def give_customer_link(*, order: ServiceOrder, by: User, now: datetime) -> MadeAddress:
    """For the resident who pays, to follow, accept and rate. Raises NotAllowed, CompanyPays, HasProvidersLink."""
    require(by, ORDER, order)
    order = ServiceOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.payer != ServicePayer.RESIDENT:
        raise CompanyPays()
    refuse_who_could_report(order, by)
    CustomerLink.objects.filter(order=order, revoked_at=None).update(revoked_at=now)
    token = _made(CustomerLink, CUSTOMER_DAYS, by, now, order=order)
    audit.record(by=by, action="providers.link_given", subject=order.number)
    return MadeAddress(token, "customer_order")


def refuse_who_could_report(order: ServiceOrder, by: User) -> None:
    """Who reports a service does not accept it, nor for the resident (rule 22). Raises HasProvidersLink."""
    if could_report(order, by):
        raise HasProvidersLink(user=str(by))


def provider_at(token: str, *, today: date) -> Provider:
    """Raises LinkNotFound, LinkRevoked, LinkExpired."""
    link = living_link(ProviderLink.objects.select_related("provider"), token, today=today)
    provider: Provider = link.provider
    if provider.standing == ProviderStanding.LEFT:
        raise LinkRevoked()
    return provider


def order_at(token: str, *, today: date) -> ServiceOrder:
    """Raises LinkNotFound, LinkRevoked, LinkExpired."""
    link = living_link(
        CustomerLink.objects.select_related("order__estate", "order__unit", "order__provider"), token, today=today
    )
    order: ServiceOrder = link.order
    return order


def _made(kind: Any, days: timedelta, by: User, now: datetime, **whose: Any) -> str:
    token = new_token()
    kind.objects.create(
        token_hash=hash_of(token), expires_on=timezone.localdate(now) + days, made_by=by, made_at=now, **whose
    )
    return token
