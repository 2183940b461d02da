"""Reading what late charges are reckoned from: terms, debts with what settled them, and what was charged already."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Max, QuerySet

from invoices.modules.billing.public import BillLine
from invoices.modules.charges.public import Charge, Rank
from invoices.modules.collections.domain.late_charge import LATE_CHARGE, Debt, LateChargeRule
from invoices.modules.collections.models import InstalmentPlan, LateChargeTerms
from invoices.modules.collections.selectors.plans import standings
from invoices.modules.receivables.public import CreditKind, Settlement, held_days, open_lines
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import FAR_FUTURE, ONE_DAY, Month, Period
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class Late:
    """A line that was not paid in time, as the rule wants it."""

    line: Any
    debt: Debt


def terms_in_force(estate: Estate, month: Month) -> list[LateChargeTerms]:
    """The approved versions with a day before the end of the month."""
    approved = LateChargeTerms.objects.filter(estate=estate, state=ApprovalState.APPROVED, start__lt=month.end)
    return list(approved.order_by("start"))


def as_rule(terms: Iterable[LateChargeTerms]) -> list[LateChargeRule]:
    return [
        LateChargeRule(
            period=Period(one.start, one.end or FAR_FUTURE),
            rate_per_day=Fraction(one.rate),
            grace_days=one.grace_days,
            cap=Fraction(one.cap_percent, 100),
        )
        for one in terms
    ]


def late_lines(estate: Estate, month: Month, *, on: date) -> list[Late]:
    """The principal lines of the estate that were open on some day of the month after they were due."""
    found: dict[int, Any] = {}
    for day in (month.start - ONE_DAY, month.period.last_day):
        lines = open_lines(as_of=day, estates=[estate]).filter(rank=Rank.PRINCIPAL, due_day__lt=month.end)
        found |= {line.pk: line for line in lines.select_related("bill__account").order_by("pk")}
    settled = settlements_of(found)
    exempt = _exempt_days(found, on=on)
    return [Late(line, _debt(line, settled.get(pk, ()), exempt.get(pk, ()))) for pk, line in sorted(found.items())]


def settlements_of(lines: Collection[int]) -> dict[int, list[tuple[str, date, Yuan]]]:
    """By line: kind of credit, the day that counts, and amount; what was taken back is negative on its own day."""
    found: dict[int, list[tuple[str, date, Yuan]]] = defaultdict(list)
    rows = Settlement.objects.filter(line__in=lines).order_by("pk")
    for line, kind, day, value_day, amount in rows.values_list(
        "line_id", "credit__kind", "day", "credit__value_day", "amount"
    ):
        assert line is not None
        found[line].append((kind, value_day if amount > ZERO else day, amount))
    return found


def _debt(line: Any, settled: Collection[tuple[str, date, Yuan]], exempt: Collection[Period]) -> Debt:
    """What was credited was never owed; everything else counts from its day."""
    credited = sum((amount for kind, _, amount in settled if kind == CreditKind.CREDIT_NOTE), ZERO)
    paid = [(day, amount) for kind, day, amount in settled if kind != CreditKind.CREDIT_NOTE]
    return Debt(line.amount - credited, line.due_day, paid=paid, exempt=tuple(exempt))


def _exempt_days(lines: Collection[int], *, on: date) -> dict[int, list[Period]]:
    exempt: dict[int, list[Period]] = defaultdict(list)
    for line, periods in held_days(lines).items():
        exempt[line] += periods
    plans = InstalmentPlan.objects.filter(state=ApprovalState.APPROVED, lines__bill_line__in=lines).distinct()
    for standing in standings(plans, on=on):
        for line in standing.lines:
            exempt[line].append(standing.exempt_days(on=on))
    return exempt


def charged_late(estate: Estate) -> dict[int, dict[Month, Yuan]]:
    """By bill line and month: the late charges there are, from the source keys `late_charge/<line>/<month>/<start>`."""
    found: dict[int, dict[Month, Yuan]] = defaultdict(dict)
    rows = Charge.objects.filter(estate=estate, source=LATE_CHARGE).values_list("source_key", "month", "amount")
    for key, month, amount in rows:
        line = int(key.split("/")[1])
        found[line][Month.of(month)] = found[line].get(Month.of(month), ZERO) + amount
    return found


def estates_with_late_charges() -> QuerySet[Estate]:
    return Estate.objects.filter(pk__in=Charge.objects.filter(source=LATE_CHARGE).values("estate"))


def highest_cap(estate: Estate) -> Fraction:
    """The highest cap that the estate's terms ever had, as a part of the principal."""
    highest = LateChargeTerms.objects.filter(estate=estate, state=ApprovalState.APPROVED).aggregate(
        cap=Max("cap_percent")
    )
    return Fraction(highest["cap"] or 0, 100)


def lines_named(keys: Collection[int]) -> dict[int, Any]:
    return {line.pk: line for line in BillLine.objects.filter(pk__in=keys).select_related("bill")}


def visible_terms(user: User) -> QuerySet[LateChargeTerms]:
    """By estate, the latest version first."""
    terms = LateChargeTerms.objects.visible_to(user)
    return terms.select_related("estate", "prepared_by", "decided_by").order_by("estate__code", "-start", "-pk")
