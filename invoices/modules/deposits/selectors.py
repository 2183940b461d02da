"""Deposits, what is left of each, and what of a household's debts one may be set off against."""

from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from invoices.modules.deposits.domain.uses import OTHER
from invoices.modules.deposits.models import Deposit, DepositKind, DepositUse
from invoices.modules.receivables.public import open_lines
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Role, Tenure, Unit, find_units
from property_ops.modules.providers.public import Provider

NOTHING = Value(ZERO, YuanField())


def with_left(deposits: QuerySet[Deposit]) -> QuerySet[Any]:
    """With `left`, what is held, and `free`, what of it nothing waits for."""
    return deposits.annotate(left=_less(Q(state=ApprovalState.APPROVED.value)), free=_less(~Q(state__in=NEVER_MIND)))


def _less(counting: Q) -> Case:
    uses = DepositUse.objects.filter(counting, deposit=OuterRef("pk")).order_by().values("deposit")
    used = Coalesce(Subquery(uses.annotate(sum=Sum("amount")).values("sum")), NOTHING)
    went_on = Deposit.objects.filter(was=OuterRef("pk")).values("amount")
    rest = F("amount") - used - Coalesce(Subquery(went_on), NOTHING)
    return Case(When(undone_on__isnull=False, then=NOTHING), default=rest, output_field=YuanField())


def visible_deposits(user: User) -> QuerySet[Any]:
    rows = with_left(Deposit.objects.visible_to(user))
    of = ("unit__estate", "payer", "provider", "kind", "was", "credit", "coding__receipt", "taken_by", "undone_by")
    return rows.select_related(*of)


def find_deposits(deposits: QuerySet[Any], text: str, user: User) -> QuerySet[Any]:
    units = find_units(Unit.objects.visible_to(user), text).values("pk")
    named = Q(payer__name__icontains=text) | Q(provider__name__icontains=text) | Q(provider__code__iexact=text)
    return deposits.filter(Q(number__icontains=text) | named | Q(unit__in=units))


def visible_uses(user: User) -> QuerySet[DepositUse]:
    rows = DepositUse.objects.visible_to(user)
    return rows.select_related(
        *("deposit__unit__estate", "deposit__payer", "deposit__provider", "deposit__kind"),
        *("refund", "prepared_by", "decided_by"),
    )


def uses_of(deposit: Deposit) -> QuerySet[DepositUse]:
    return deposit.uses.select_related("refund", "prepared_by", "decided_by").order_by("pk")


def kinds() -> QuerySet[DepositKind]:
    return DepositKind.objects.all()


def kind_meant(words: str) -> DepositKind:
    """The kind that an old list names, such as 装修押金 in `装修押金 2020`; else the one for all others."""
    known = list(DepositKind.objects.all())
    named = (one for one in known if one.name in words or one.name.removesuffix("押金") in words)
    return next(named, next(one for one in known if one.code == OTHER))


def held_deposits(unit: Unit, party: str | None = None) -> QuerySet[Any]:
    """What is held at the unit (of one payer, if named), the oldest first."""
    rows = with_left(Deposit.objects.filter(unit=unit)).exclude(left=ZERO)
    rows = rows if party is None else rows.filter(payer=int(party) if party.isdecimal() else None)
    return rows.select_related("kind", "payer").order_by("day", "pk")


def held_by(tenure: Tenure) -> QuerySet[Any]:
    rows = with_left(Deposit.objects.filter(payer=tenure)).exclude(left=ZERO)
    return rows.select_related("kind").order_by("day", "pk")


def held_of_provider(provider: Provider) -> QuerySet[Any]:
    rows = with_left(Deposit.objects.filter(provider=provider)).exclude(left=ZERO)
    return rows.select_related("kind", "provider").order_by("day", "pk")


def due_lines(deposit: Deposit, *, on: date) -> QuerySet[Any]:
    """What the payer owes at the unit that is due and not disputed, in the order of docs/product.md rule 16; of a
    provider nothing."""
    if deposit.unit is None:
        return open_lines().none()
    rows = open_lines(unit_code=deposit.unit.code, party=str(deposit.payer_id)).filter(is_held=False, due_day__lte=on)
    return rows.select_related("bill").order_by("rank", "due_day", "bill__month", "bill_id", "position", "pk")


def due(deposit: Deposit, *, on: date) -> Yuan:
    return sum((line.open for line in due_lines(deposit, on=on)), ZERO)


def may_give(unit: Unit) -> QuerySet[Tenure]:
    """Whose deposit it can be: owners and tenants of the unit, now or before."""
    rows = Tenure.objects.filter(unit=unit, role__in=(Role.OWNER, Role.TENANT))
    return rows.order_by(F("end").desc(nulls_first=True), "role", "pk")
