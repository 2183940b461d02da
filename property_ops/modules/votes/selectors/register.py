"""Reading votes and their registers for someone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.framework.signing import row_of
from property_ops.modules.estates.public import Estate, Role, Tenure, Unit, as_they_were
from property_ops.modules.votes.models import (
    BallotDelivery,
    BallotPaper,
    CastBallot,
    Elector,
    ElectorUnit,
    Poll,
    PollResult,
    PollSubject,
    VoteProxy,
)
from property_ops.modules.votes.models.poll import AREA_PLACES


@dataclass(frozen=True, slots=True)
class OwnedThen:
    """A unit on the day of the register: its area in m², and the owner's tenure, if one is registered."""

    unit: Unit
    area: Decimal
    owner: Tenure | None


@dataclass(frozen=True, slots=True)
class RegisterSize:
    units: int
    heads: int
    area: Decimal
    questions: int


def visible_polls(user: User) -> QuerySet[Any]:
    result = PollResult.objects.filter(poll=OuterRef("pk"))
    return (
        Poll.objects.visible_to(user)
        .select_related("estate", "prepared_by", "decided_by")
        .annotate(is_closed=Exists(result))
    )


def polls_of_estate(estate: Estate, today: date) -> QuerySet[Any]:
    """For residents: those that began, the latest first, with `is_closed`."""
    begun = Poll.objects.filter(Poll.STANDS, estate=estate, first_day__lte=today)
    result = PollResult.objects.filter(poll=OuterRef("pk"))
    return begun.annotate(is_closed=Exists(result)).order_by("-first_day", "-pk")


def find_polls(polls: QuerySet[Any], text: str) -> QuerySet[Any]:
    return polls.filter(Q(number__icontains=text) | Q(title__icontains=text))


def owned_on(estate: Estate, day: date) -> list[OwnedThen]:
    units = as_they_were(Unit.objects.filter(estate=estate), on=day).order_by("building", "entrance", "room")
    owners = in_force(Tenure.objects.filter(unit__estate=estate, role=Role.OWNER), on=day)
    of_unit = {owner.unit_id: owner for owner in owners}
    return [OwnedThen(unit, Decimal(unit.area_then).scaleb(-AREA_PLACES), of_unit.get(unit.pk)) for unit in units]


def units_of(poll: Poll) -> QuerySet[Any]:
    """With `has_ballot` (one of it counts), `delivered` (the day), `paper_count` (how many were issued) and `said`
    (its choices, of an open vote only)."""
    counts = CastBallot.objects.filter(unit=OuterRef("pk"), replaced_at=None)
    open_choices = counts.filter(poll__is_secret=False).values("choices")
    papers = BallotPaper.objects.filter(unit=OuterRef("pk")).order_by().values("unit").annotate(count=Count("pk"))
    return (
        ElectorUnit.objects.filter(poll=poll)
        .select_related("elector")
        .annotate(
            has_ballot=Exists(counts),
            delivered=Subquery(BallotDelivery.objects.filter(unit=OuterRef("pk")).values("on")),
            paper_count=Subquery(papers.values("count")),
            said=Subquery(open_choices),
        )
    )


def in_state(units: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Of `units_of`: by what became of their papers."""
    wanted = {
        "issued": Q(paper_count__gt=0),
        "delivered": Q(delivered__isnull=False),
        "undelivered": Q(delivered__isnull=True),
        "counted": Q(has_ballot=True),
        "uncounted": Q(has_ballot=False),
    }
    return units.filter(wanted[state])


def find_units(units: QuerySet[Any], text: str) -> QuerySet[Any]:
    return units.filter(Q(code__icontains=text) | Q(elector__name__icontains=text))


def size_of(poll: Poll) -> RegisterSize:
    units = ElectorUnit.objects.filter(poll=poll).aggregate(count=Count("pk"), area=Sum("area"))
    electors = Elector.objects.filter(poll=poll)
    return RegisterSize(
        units["count"], electors.count(), units["area"] or Decimal(0), electors.exclude(question="").count()
    )


def subjects_of(poll: Poll) -> list[PollSubject]:
    return list(poll.subjects.order_by("number"))


def visible_elector_units(user: User) -> QuerySet[ElectorUnit]:
    return ElectorUnit.objects.visible_to(user).select_related("poll__estate", "elector")


def open_questions(poll: Poll) -> list[tuple[str, str, list[Elector]]]:
    """(question, name, the electors that wait for its answer), one entry for each answer that is needed."""
    electors = poll.electors.exclude(question="").prefetch_related("units").order_by("question", "name", "number")
    found: dict[tuple[str, str], list[Elector]] = {}
    for elector in electors:
        found.setdefault((elector.question, elector.name), []).append(elector)
    return [(question, name, several) for (question, name), several in found.items()]


def standing_proxy(elector: Elector) -> VoteProxy | None:
    return elector.proxies.filter(revoked_at=None).first()


def visible_proxies(user: User) -> QuerySet[VoteProxy]:
    return VoteProxy.objects.visible_to(user).select_related("elector__poll", "picture")


def register_facts(poll: Poll) -> Sequence[Any]:
    """What the register's digest covers: the days, the rules, each subject, and each unit with its head."""
    units = poll.units.select_related("elector").order_by("code")
    return [
        [poll.number, poll.estate.code, *map(str, (poll.register_day, poll.first_day, poll.last_day))],
        [poll.is_secret, poll.by_phone, poll.silence, poll.most_proxies, poll.rules],
        [
            [one.number, one.kind, one.text, one.agree_numerator, one.agree_denominator, one.agree_is_included]
            for one in subjects_of(poll)
        ],
        [
            [
                one.code,
                int(one.area.scaleb(AREA_PLACES)),
                one.elector.number,
                one.elector.name,
                one.elector.representative,
            ]
            for one in units
        ],
    ]


def phone_units(tenure: Tenure, today: date) -> QuerySet[ElectorUnit]:
    """The units for which this owner can vote on the phone today."""
    running = Poll.objects.filter(Poll.STANDS, by_phone=True, result=None, first_day__lte=today, last_day__gte=today)
    return ElectorUnit.objects.filter(poll__in=running, tenure=tenure).select_related("poll", "elector").order_by("pk")


def phone_unit(tenure: Tenure, key: str, today: date) -> ElectorUnit | None:
    row = row_of(key)
    return phone_units(tenure, today).filter(pk=row).first() if row else None
