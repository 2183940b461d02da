"""A home is sold in the demonstration: the advance goes along, the lease ends, both have signed."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from invoices.modules.ownership.domain.destinations import Goes
from invoices.modules.ownership.models import OwnerChange
from invoices.modules.ownership.services.certifying import certify_settled
from invoices.modules.ownership.services.changing import approve_owner_change, prepare_owner_change
from invoices.modules.receivables.public import open_lines, unapplied_credits
from property_ops.framework.accounts import user_named
from property_ops.modules.estates.public import Role, Tenure


def sell_a_home(call: Callable[..., Any]) -> None:
    if OwnerChange.objects.exists():
        return
    now = timezone.now()
    today = timezone.localdate(now)
    seller = _who_owes_nothing()
    if seller is None:
        return
    accountant = user_named("accountant")
    certify_settled(payer=seller, by=accountant, now=now, today=today)
    change = OwnerChange(
        unit=seller.unit,
        day=today,
        buyer_name="丁雨桐",
        buyer_phone="13805309921",
        deed="鲁(2026)不动产权第0012876号",
        advance_goes=Goes.BUYER,
        signed_paper="过户结算单（双方已签字）",
        leases_end=True,
    )
    prepared = prepare_owner_change(change=change, by=accountant, now=now)
    approve_owner_change(change_id=prepared.pk, by=user_named("reviewer"), now=now, today=today)


def _who_owes_nothing() -> Tenure | None:
    """The owner of a home with an advance, who owes nothing there."""
    owing = set(open_lines().order_by().values_list("party", flat=True).distinct())
    parties = unapplied_credits().order_by("unit_code").values_list("party", flat=True)
    free = [int(party) for party in parties if party.isdecimal() and party not in owing]
    owners = Tenure.objects.filter(pk__in=free[:200], role=Role.OWNER, end=None, unit__use="residential")
    owners = owners.select_related("unit__estate")
    return owners.order_by("unit__code").first()
