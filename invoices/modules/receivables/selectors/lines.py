"""Lines of issued bills with what is open on them, now or as of any day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from invoices.modules.billing.public import Bill, BillLine, BillState
from invoices.modules.charges.public import Rank, items_of_rank
from invoices.modules.receivables.models import DueDay, LineHold, Settlement
from property_ops.framework.dated_rows import in_force
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO

PARTY = Case(
    When(bill__payer=None, then=Value("")), default=Cast("bill__payer_id", CharField()), output_field=CharField()
)


def open_lines(
    *,
    as_of: date | None = None,
    estates: Iterable[Any] | None = None,
    unit_code: str | None = None,
    party: str | None = None,
    bill: Bill | None = None,
) -> QuerySet[Any]:
    """The lines that are not settled in full, annotated as by `with_open`. What is paid later is open as of then."""
    lines = BillLine.objects.all()
    if estates is not None:
        lines = lines.filter(bill__estate__in=estates)
    if unit_code is not None:
        lines = lines.filter(bill__account__unit__code=unit_code)
    if bill is not None:
        lines = lines.filter(bill=bill)
    found = with_open(lines, as_of=as_of).exclude(open=ZERO)
    return found if party is None else found.filter(party=party)


def with_open(lines: QuerySet[BillLine], *, as_of: date | None = None) -> QuerySet[Any]:
    """Those of the lines that were issued by then, with `settled`, `open`, `due_day`, `rank`, `is_held` and
    `party`."""
    issued = lines.filter(bill__state=BillState.ISSUED)
    if as_of is not None:
        issued = issued.filter(bill__issued_on__lte=as_of)
    moved = _until(DueDay.objects.filter(line=OuterRef("pk")), as_of).order_by("-id").values("due_on")[:1]
    return issued.annotate(
        settled=_settled(as_of),
        open=ExpressionWrapper(F("amount") - F("settled"), output_field=YuanField()),
        due_day=Coalesce(Subquery(moved), F("bill__due_on")),
        rank=_rank(),
        is_held=Exists(_held(as_of)),
        party=PARTY,
    )


def visible_open_lines(user: User) -> QuerySet[Any]:
    """Those of the bills that this person may see."""
    return with_open(BillLine.objects.visible_to(user)).exclude(open=ZERO).select_related("bill")


def _rank() -> Case:
    """In which turn payments go to the line, as the charge source of its fee item declares it."""
    return Case(
        *(When(item_code__in=items_of_rank(rank), then=Value(rank.value)) for rank in Rank if rank != Rank.PRINCIPAL),
        default=Value(Rank.PRINCIPAL.value),
        output_field=IntegerField(),
    )


def _settled(as_of: date | None) -> Coalesce:
    of_line = _until(Settlement.objects.filter(line=OuterRef("pk")), as_of).order_by().values("line")
    return Coalesce(
        Subquery(of_line.annotate(total=Sum("amount")).values("total")),
        Value(ZERO, YuanField()),
        output_field=YuanField(),
    )


def _held(as_of: date | None) -> QuerySet[LineHold]:
    holds = LineHold.objects.filter(line=OuterRef("pk"))
    if as_of is None:
        return holds.filter(end=None)
    return in_force(holds, on=as_of)


def _until(rows: QuerySet[Any], as_of: date | None) -> QuerySet[Any]:
    return rows if as_of is None else rows.filter(day__lte=as_of)
