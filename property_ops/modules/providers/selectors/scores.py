"""Scores of providers, counted from what happened in the last months; each figure's rows can be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from property_ops.framework.approval.dated import rule_on
from property_ops.kernel.period import Month, Period
from property_ops.kernel.scores import WeighedScore, scored
from property_ops.modules.providers.domain.score import BEST_RATING, ScorePart
from property_ops.modules.providers.domain.states import OfferState
from property_ops.modules.providers.models import (
    Provider,
    ScoreStandard,
    ServiceAcceptance,
    ServiceComplaint,
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
    for row in _offers(providers, days, now):
        found[row["provider"]][ScorePart.ANSWERED] = (row["done"], row["of"])
    of_day = {"order__accepted_on__gte": days.start, "order__accepted_on__lt": days.end}
    done = ServiceOrder.objects.filter(provider__in=providers, done_on__gte=days.start, done_on__lt=days.end)
    on_time = Count("pk", filter=Q(done_on__lte=F("promised_on")))
    for row in done.order_by().values("provider").annotate(n=on_time, of=Count("pk")):
        found[row["provider"]][ScorePart.ON_TIME] = (row["n"], row["of"])
    complaints = ServiceComplaint.objects.filter(ServiceComplaint.STANDS, order__provider__in=providers, **of_day)
    by_provider = complaints.order_by().values("order__provider").annotate(n=Count("order", distinct=True))
    upheld = dict(by_provider.values_list("order__provider", "n"))
    accepted = ServiceAcceptance.objects.filter(order__provider__in=providers, **of_day).order_by()
    figures = {"of": Count("pk"), "first": Count("pk", filter=Q(round=1)), "given": Sum("stars")}
    for row in accepted.values("order__provider").annotate(**figures):
        provider, of = row["order__provider"], row["of"]
        found[provider][ScorePart.REDONE] = (row["first"], of)
        found[provider][ScorePart.RATED] = (row["given"], BEST_RATING * of)
        found[provider][ScorePart.COMPLAINTS] = (of - upheld.get(provider, 0), of)
    return found


def _offers(providers: list[int], days: Period, now: datetime) -> Iterable[Any]:
    """Of those whose hour is over, or that were answered: how many were answered by it."""
    first, last = (timezone.make_aware(datetime.combine(day, time.min)) for day in (days.start, days.end))
    offers = ServiceOffer.objects.filter(provider__in=providers, offered_at__gte=first, offered_at__lt=last)
    answered = Q(state__in=(OfferState.TAKEN, OfferState.DECLINED, OfferState.GIVEN_UP))
    late = Q(state=OfferState.OPEN, answer_by__lt=now) | Q(state=OfferState.WITHDRAWN, closed_at__gt=F("answer_by"))
    in_time = answered & Q(closed_at__lte=F("answer_by")) | Q(state=OfferState.GIVEN_UP)
    rows = offers.filter(answered | late).order_by().values("provider")
    return rows.annotate(done=Count("pk", filter=in_time), of=Count("pk"))
