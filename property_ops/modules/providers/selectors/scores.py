"""Scores of providers, counted from what happened in the last months; each figure's rows can be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from property_ops.framework.approval.dated import rule_on
from property_ops.kernel.period import Month, Period
from property_ops.kernel.scores import WeighedScore, scored
from property_ops.modules.providers.domain.score import BEST_RATING, ScorePart
from property_ops.modules.providers.domain.states import OfferState, ServiceOrderMove
from property_ops.modules.providers.models import (
    Provider,
    ScoreStandard,
    ServiceAcceptance,
    ServiceComplaint,
    ServiceEvent,
    ServiceOffer,
    ServiceOrder,
)

Counts = dict[int, dict[str, tuple[int, int]]]


def standard_on(day: date) -> ScoreStandard | None:
    """The approved one in force."""
    return rule_on(ScoreStandard, day)


def days_counted(standard: ScoreStandard, today: date) -> Period:
    """The months before this one, and this one up to today."""
    first = Month.of(today)
    for _one in range(standard.months):
        first = first.previous
    return Period(first.start, Month.of(today).end)


def scores(providers: Iterable[Provider], *, today: date, now: datetime) -> Mapping[int, WeighedScore]:
    """By provider; asks no more, the more providers there are. None without a standard."""
    standard = standard_on(today)
    if standard is None:
        return {}
    counts = _counts([one.pk for one in providers], days_counted(standard, today), now)
    return {one.pk: scored(ScorePart, standard.weights, counts[one.pk]) for one in providers}


def _counts(providers: list[int], days: Period, now: datetime) -> Counts:
    found: Counts = defaultdict(dict)
    row: Any
    answered = {"done": Count("pk", filter=_IN_TIME), "of": Count("pk")}
    for row in _offers(providers, days, now).order_by().values("provider").annotate(**answered):
        found[row["provider"]][ScorePart.ANSWERED] = (row["done"], row["of"])
    on_time = {"done": Count("pk", filter=_ON_TIME), "of": Count("pk")}
    for row in _done(providers, days).order_by().values("provider").annotate(**on_time):
        found[row["provider"]][ScorePart.ON_TIME] = (row["done"], row["of"])
    kept = _kept_and_complained(providers, days)
    for provider, (good, bad) in kept.items():
        found[provider][ScorePart.COMPLAINTS] = (len(good), len(good) + len(bad))
    figures = {"of": Count("pk"), "first": Count("pk", filter=Q(round=1)), "given": Sum("stars")}
    for row in _accepted(providers, days).order_by().values("order__provider").annotate(**figures):
        provider, of = row["order__provider"], row["of"]
        found[provider][ScorePart.REDONE] = (row["first"], of)
        found[provider][ScorePart.RATED] = (row["given"], BEST_RATING * of)
    return found


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row behind a figure: `counts` is yes or no, or how many stars."""

    order: str
    day: date
    counts: bool | int


def rows_of(
    provider: Provider, orders: QuerySet[ServiceOrder], *, today: date, now: datetime
) -> Mapping[ScorePart, tuple[list[ScoredRow], int]]:
    """What is behind each figure, of these orders; and of how many rows besides it is made."""
    standard = standard_on(today)
    if standard is None:
        return {}
    one, days = [provider.pk], days_counted(standard, today)
    accepted = (
        _accepted(one, days).filter(order__in=orders).select_related("order").order_by("-order__accepted_on", "-pk")
    )
    rated = list(accepted)
    good, bad = _kept_and_complained(one, days)[provider.pk]
    kept = list(orders.filter(pk__in=[*good, *bad]).order_by("-pk"))
    offers = _offers(one, days, now)
    offered = offers.filter(order__in=orders).annotate(counts=_said(_IN_TIME)).select_related("order").order_by("-pk")
    done = _done(one, days).annotate(counts=_said(_ON_TIME)).order_by("-done_on", "-pk")
    of_all = _accepted(one, days).count()
    seen: list[Any] = list(done.filter(pk__in=orders))
    answers: list[Any] = list(offered)
    return {
        ScorePart.ANSWERED: (
            [ScoredRow(row.order.number, timezone.localdate(row.offered_at), row.counts) for row in answers],
            offers.count() - len(answers),
        ),
        ScorePart.ON_TIME: (
            [ScoredRow(row.number, row.done_on, bool(row.counts)) for row in seen],
            done.count() - len(seen),
        ),
        **{
            part: (
                [ScoredRow(row.order.number, row.on, said(row)) for row in rated],
                of_all - len(rated),
            )
            for part, said in (
                (ScorePart.REDONE, lambda row: row.round == 1),
                (ScorePart.RATED, lambda row: row.stars),
            )
        },
        ScorePart.COMPLAINTS: (
            [ScoredRow(row.number, row.accepted_on or bad[row.pk], row.pk not in bad) for row in kept],
            len(good) + len(bad) - len(kept),
        ),
    }


_ANSWERED = Q(state__in=(OfferState.TAKEN, OfferState.DECLINED, OfferState.GIVEN_UP))
_IN_TIME = _ANSWERED & Q(closed_at__lte=F("answer_by")) | Q(state=OfferState.GIVEN_UP)
_ON_TIME = Q(done_on__lte=F("promised_on"))


def _said(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _offers(providers: list[int], days: Period, now: datetime) -> QuerySet[ServiceOffer]:
    """Those whose hour is over, or that were answered."""
    first, last = (timezone.make_aware(datetime.combine(day, time.min)) for day in (days.start, days.end))
    offers = ServiceOffer.objects.filter(provider__in=providers, offered_at__gte=first, offered_at__lt=last)
    late = Q(state=OfferState.OPEN, answer_by__lt=now) | Q(state=OfferState.WITHDRAWN, closed_at__gt=F("answer_by"))
    return offers.filter(_ANSWERED | late)


def _done(providers: list[int], days: Period) -> QuerySet[ServiceOrder]:
    return ServiceOrder.objects.filter(provider__in=providers, done_on__gte=days.start, done_on__lt=days.end)


def _accepted(providers: list[int], days: Period) -> QuerySet[ServiceAcceptance]:
    of_days = {"order__accepted_on__gte": days.start, "order__accepted_on__lt": days.end}
    return ServiceAcceptance.objects.filter(order__provider__in=providers, **of_days)


def _kept_and_complained(providers: list[int], days: Period) -> Mapping[int, tuple[set[int], Mapping[int, date]]]:
    """By provider, the orders accepted without an upheld complaint; and those with one, and its day.

    A complaint is of whoever had the order when it was recorded, whatever became of the order afterwards: it is not
    lost where the order is cancelled, and does not pass to the next who takes it.
    """
    accepted: dict[int, set[int]] = defaultdict(set)
    complained: dict[int, dict[int, date]] = defaultdict(dict)
    for provider, order in _accepted(providers, days).values_list("order__provider", "order"):
        accepted[provider].add(order)
    upheld = complaints_by_provider().filter(ServiceComplaint.STANDS, on__gte=days.start, on__lt=days.end)
    for provider, order, on in upheld.filter(of__in=providers).values_list("of", "order", "on"):
        complained[provider][order] = on
    return {one: (accepted[one] - complained[one].keys(), complained[one]) for one in providers}


def complaints_by_provider() -> QuerySet[Any]:
    """With `of`: who had taken the order last when the complaint was recorded."""
    taken = ServiceEvent.objects.filter(order=OuterRef("order"), move=ServiceOrderMove.TAKE)
    taken = taken.filter(at__lte=OuterRef("prepared_at"))
    return ServiceComplaint.objects.annotate(of=Subquery(taken.order_by("-pk").values("provider")[:1]))
