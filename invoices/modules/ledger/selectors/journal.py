"""The journal (序时账): entries as people look for them; and the chart of accounts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum

from invoices.modules.ledger.models import AccountKind, Entry, LedgerAccount, Leg
from property_ops.framework.models import User
from property_ops.framework.scope import sees_all_estates
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, visible_estates


def estates_seen(user: User) -> tuple[str, ...] | None:
    """The codes of the estates whose legs the user may see; None is all of them, and those of no estate."""
    return None if sees_all_estates(user) else tuple(visible_estates(user).values_list("code", flat=True))


def visible_entries(user: User) -> QuerySet[Any]:
    """With the `amount` of their debit side; those that touch an estate the user may see."""
    debits = Leg.objects.filter(entry=OuterRef("pk"), amount__gt=ZERO).order_by().values("entry")
    amount = Subquery(debits.annotate(sum=Sum("amount")).values("sum"))
    return Entry.objects.visible_to(user).annotate(amount=amount)


def of_estates(entries: QuerySet[Any], codes: Sequence[str]) -> QuerySet[Any]:
    return entries.filter(Exists(Leg.objects.filter(entry=OuterRef("pk"), estate__in=codes)))


def touching(entries: QuerySet[Any], account: str) -> QuerySet[Any]:
    """Those with a leg on the account or one of its sub-accounts."""
    on_it = Q(account__code=account) | Q(account__code__startswith=f"{account}.")
    return entries.filter(Exists(Leg.objects.filter(on_it, entry=OuterRef("pk"))))


def find_entries(entries: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By number, source or memo, and by the account (户) of a leg."""
    found = (
        Q(source__icontains=text)
        | Q(memo__icontains=text)
        | Exists(Leg.objects.filter(entry=OuterRef("pk"), subledger__icontains=text))
    )
    return entries.filter(found | Q(number=int(text)) if text.isascii() and text.isdecimal() else found)


def entries_and_legs(user: User) -> QuerySet[Any]:
    """With `legs_seen`: of each entry the legs that the user may see, in their order."""
    return _seeing_legs(Entry.objects.visible_to(user), user)


def with_legs(entries: QuerySet[Any], user: User) -> QuerySet[Any]:
    """As they were posted, each with `legs_seen`."""
    return _seeing_legs(entries.order_by("number"), user)


def _seeing_legs(entries: QuerySet[Any], user: User) -> QuerySet[Any]:
    legs = Leg.objects.visible_to(user).select_related("account").order_by("position")
    return entries.prefetch_related(Prefetch("legs", legs, to_attr="legs_seen"))


def entry_numbered(user: User, number: int) -> Entry | None:
    return visible_entries(user).filter(number=number).prefetch_related("legs__account").first()


KINDS = AccountKind.choices


def chart() -> QuerySet[Any]:
    """Every account, and whether anything was posted to it."""
    return LedgerAccount.objects.annotate(is_used=Exists(Leg.objects.filter(account=OuterRef("pk"))))


def account_coded(code: str) -> LedgerAccount | None:
    return LedgerAccount.objects.filter(code=code).first()


def estate_names() -> dict[str, str]:
    return dict(Estate.objects.values_list("code", "name"))
