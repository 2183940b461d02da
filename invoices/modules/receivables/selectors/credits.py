"""Credits with what is left of them, and the history of settlements."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import ExpressionWrapper, F, Max, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from invoices.modules.receivables.models import Credit, Settlement
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO


def unapplied_credits(
    *,
    as_of: date | None = None,
    estates: Iterable[Any] | None = None,
    unit_code: str | None = None,
    party: str | None = None,
) -> QuerySet[Any]:
    """The credits that are not used up, with `used` and `left`."""
    credits = Credit.objects.all()
    if estates is not None:
        credits = credits.filter(estate__in=estates)
    if unit_code is not None:
        credits = credits.filter(unit_code=unit_code)
    if party is not None:
        credits = credits.filter(party=party)
    return with_left(credits, as_of=as_of).exclude(left=ZERO)


def with_left(credits: QuerySet[Credit], *, as_of: date | None = None) -> QuerySet[Any]:
    """The credits given by then, with `used` and `left`."""
    uses = Settlement.objects.filter(credit=OuterRef("pk"))
    if as_of is not None:
        credits, uses = credits.filter(day__lte=as_of), uses.filter(day__lte=as_of)
    total = Subquery(uses.order_by().values("credit").annotate(total=Sum("amount")).values("total"))
    return credits.annotate(
        used=Coalesce(total, Value(ZERO, YuanField()), output_field=YuanField()),
        left=ExpressionWrapper(F("amount") - F("used"), output_field=YuanField()),
    )


def history_of(*, lines: Any = None, credits: Any = None) -> QuerySet[Settlement]:
    """What settled these lines, or what these credits settled (ids, or a query of them), in the order it was done."""
    rows = Settlement.objects.select_related("credit", "line__bill", "by").order_by("id")
    if lines is not None:
        rows = rows.filter(line__in=lines)
    if credits is not None:
        rows = rows.filter(credit__in=credits)
    return rows


def last_taken_back(*, lines: Collection[int], credits: Collection[int]) -> tuple[dict[int, date], dict[int, date]]:
    """The last day on which something was taken back: by line, and by credit."""
    undone = Settlement.objects.filter(amount__lt=ZERO).order_by()
    by_line = undone.filter(line__among=lines).values_list("line_id").annotate(last=Max("day"))
    by_credit = undone.filter(credit__among=credits).values_list("credit_id").annotate(last=Max("day"))
    return {line: last for line, last in by_line if line is not None}, dict(by_credit)
