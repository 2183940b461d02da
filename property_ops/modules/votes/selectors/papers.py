"""Ballot papers: how many came back, which wait for whom, and what a recount found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from property_ops.framework.keyed_twice import KeyedState, standing
from property_ops.framework.models import User
from property_ops.framework.signing import proven
from property_ops.kernel.writing import folded
from property_ops.modules.votes.domain.errors import PaperUnknown
from property_ops.modules.votes.domain.receipts import read_receipt
from property_ops.modules.votes.models import BallotKeying, BallotPaper, CastBallot, ElectorUnit, Poll, Recount
from property_ops.modules.votes.models.ballot import PAPER

SHOWN_LEFT = 20


@dataclass(frozen=True, slots=True)
class PaperProgress:
    """Of the units of a vote. `waiting` papers were keyed by one person, or differ."""

    issued: int
    delivered: int
    counted: int
    waiting: Mapping[KeyedState, int]


@dataclass(frozen=True, slots=True)
class RecountProgress:
    """`differing`: (unit code, counted, read anew); `left`: some of the papers that wait."""

    papers: int
    keyed: int
    differing: tuple[tuple[str, str, str], ...]
    left: tuple[BallotPaper, ...] = ()


def visible_papers(user: User) -> QuerySet[BallotPaper]:
    return BallotPaper.objects.visible_to(user).select_related("unit__poll__estate", "unit__elector", "by")


def paper_of_code(user: User, given: str) -> BallotPaper:
    """By the code of its QR. Raises PaperUnknown."""
    return proven(visible_papers(user), given, PAPER, "version", refused=PaperUnknown)


def paper_typed(user: User, poll: Poll, typed: str) -> BallotPaper:
    """By the receipt printed on it, or by the unit's code, whose newest paper it is. Raises PaperUnknown."""
    papers = visible_papers(user).filter(unit__poll=poll)
    found = papers.filter(receipt=read_receipt(typed)).first()
    if found is None:
        found = papers.filter(unit__code__iexact=folded(typed)).order_by("-version").first()
    if found is None:
        raise PaperUnknown()
    return found


def newest_papers(poll: Poll) -> QuerySet[BallotPaper]:
    """The one of each unit that is not void."""
    newest = BallotPaper.objects.filter(unit=OuterRef("unit")).order_by("-version").values("pk")[:1]
    return BallotPaper.objects.filter(unit__poll=poll, pk=Subquery(newest))


def is_newest(paper: BallotPaper) -> bool:
    return not BallotPaper.objects.filter(unit=paper.unit_id, version__gt=paper.version).exists()


def papers_to_print(poll: Poll) -> QuerySet[BallotPaper]:
    return (
        newest_papers(poll).select_related("unit__elector").order_by("unit__building", "unit__entrance", "unit__room")
    )


def units_without_paper(poll: Poll) -> QuerySet[ElectorUnit]:
    return ElectorUnit.objects.filter(poll=poll, papers=None)


def waiting_papers(poll: Poll) -> list[tuple[BallotPaper, KeyedState]]:
    """Papers that were keyed and do not count yet."""
    keyings = Prefetch("keyings", BallotKeying.objects.select_related("by").order_by("number"))
    begun = newest_papers(poll).annotate(count=Count("keyings")).filter(count__gt=0, cast=None)
    found = begun.select_related("unit__elector").prefetch_related(keyings).order_by("unit__code")
    return [(paper, standing(one.said for one in paper.keyings.all()).state) for paper in found]


def progress_of(poll: Poll) -> PaperProgress:
    units = ElectorUnit.objects.filter(poll=poll).aggregate(
        issued=Count("pk", filter=Q(papers__isnull=False), distinct=True),
        delivered=Count("pk", filter=Q(delivery__isnull=False), distinct=True),
    )
    counted = CastBallot.objects.filter(poll=poll, replaced_at=None).count()
    waiting = Counter(state for _paper, state in waiting_papers(poll))
    return PaperProgress(units["issued"], units["delivered"], counted, waiting)


def papers_of_unit(unit: ElectorUnit) -> QuerySet[BallotPaper]:
    return unit.papers.select_related("by").order_by("version")


def last_version(unit: ElectorUnit) -> int:
    found: Any = BallotPaper.objects.filter(unit=unit).aggregate(last=Max("version"))["last"]
    return found or 0


def counted_papers(poll: Poll) -> QuerySet[CastBallot]:
    """Ballots on paper that count: what a recount keys anew."""
    return CastBallot.objects.filter(poll=poll, replaced_at=None, paper__isnull=False)


def recount_progress(recount: Recount) -> RecountProgress:
    counted = dict(counted_papers(recount.poll).values_list("paper", "choices"))
    keyed = list(recount.keyings.values_list("paper", "said", "paper__unit__code"))
    differing = [(code, counted.get(paper, ""), said) for paper, said, code in keyed if said != counted.get(paper)]
    done = {paper for paper, _said, _code in keyed}
    left = BallotPaper.objects.filter(pk__in=counted.keys() - done).select_related("unit").order_by("unit__code")
    return RecountProgress(len(counted), len(keyed), tuple(sorted(differing)), tuple(left[:SHOWN_LEFT]))


def paper_with(receipt: str) -> BallotPaper | None:
    return BallotPaper.objects.filter(receipt=receipt).select_related("unit__poll__estate").first()
