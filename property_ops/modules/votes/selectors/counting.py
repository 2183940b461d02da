"""The count of a vote from its rows, and where each ballot stands in the tree of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from property_ops.kernel.merkle import inclusion_proof, root_of_hashes
from property_ops.modules.votes.domain.choices import choices_in
from property_ops.modules.votes.domain.counting import CountedUnit, CountFigure, SubjectCount, count, units_behind
from property_ops.modules.votes.domain.receipts import ballot_leaf, place_of
from property_ops.modules.votes.models import BallotDelivery, CastBallot, ElectorUnit, Poll, PollSubject
from property_ops.modules.votes.models.poll import AREA_PLACES, Silence
from property_ops.modules.votes.selectors.register import subjects_of


@dataclass(frozen=True, slots=True)
class BallotProof:
    """That a ballot is among those counted: anybody can follow it from the leaf to the root (RFC 9162, 2.1.3.2)."""

    place: int
    size: int
    leaf: bytes
    root: bytes
    path: Sequence[bytes]


def standing_ballots(poll: Poll) -> list[CastBallot]:
    """Those that count, one a unit."""
    return list(poll.ballots.filter(replaced_at=None).select_related("unit").order_by("unit__code"))


def counts_of(poll: Poll) -> list[tuple[PollSubject, SubjectCount]]:
    """Each subject with its count, as the ballots are now."""
    return [(subject, _count(poll, subject, units)) for subject, units in counted_units(poll)]


def _count(poll: Poll, subject: PollSubject, units: Sequence[CountedUnit]) -> SubjectCount:
    return count(units, subject.agree, silence_counts=poll.silence == Silence.MAJORITY)


def counted_units(poll: Poll) -> list[tuple[PollSubject, list[CountedUnit]]]:
    """Each subject with what is counted of it."""
    said = {ballot.unit_id: choices_in(ballot.choices) for ballot in standing_ballots(poll)}
    delivered = set(BallotDelivery.objects.filter(unit__poll=poll).values_list("unit", flat=True))
    rows = list(poll.units.values_list("pk", "code", "elector__number", "area"))
    return [
        (
            subject,
            [
                CountedUnit(
                    code,
                    head,
                    int(area.scaleb(AREA_PLACES)),
                    said[key][place] if key in said else None,
                    key in delivered,
                )
                for key, code, head, area in rows
            ],
        )
        for place, subject in enumerate(subjects_of(poll))
    ]


def units_of_figure(poll: Poll, figure: CountFigure) -> set[str]:
    """The codes of the units behind it."""
    subject, units = next(pair for pair in counted_units(poll) if pair[0].number == figure.subject)
    adds_silence = _count(poll, subject, units).silent_choice is not None
    return units_behind(units, figure, adds_silence=adds_silence)


def behind(units: QuerySet[Any], poll: Poll, figure: CountFigure) -> QuerySet[Any]:
    """Of the register's rows: those that the figure of the count is made of."""
    return units.filter(code__in=units_of_figure(poll, figure))


def leaves_of(poll: Poll) -> list[bytes]:
    """Of the ballots that count, in an order that says nothing of who cast them."""
    return sorted(map(leaf_of, standing_ballots(poll)), key=place_of)


def leaf_of(ballot: CastBallot) -> bytes:
    choices = ballot.choices.split(",")
    return ballot_leaf(salt=ballot.salt, receipt=ballot.receipt, unit=ballot.unit.code, choices=choices)


def root_of(poll: Poll) -> str:
    return root_of_hashes(leaves_of(poll)).hex()


def proof_of(ballot: CastBallot) -> BallotProof:
    """Of one that counts."""
    leaves, leaf = leaves_of(ballot.poll), leaf_of(ballot)
    place = leaves.index(leaf)
    return BallotProof(place, len(leaves), leaf, root_of_hashes(leaves), inclusion_proof(leaves, place))


def ballot_with(receipt: str) -> CastBallot | None:
    return CastBallot.objects.filter(receipt=receipt).select_related("poll__estate", "unit").first()


def figures_of(poll: Poll) -> dict[str, Any]:
    """What the result freezes."""
    return {
        "poll": poll.number,
        "register": poll.register_digest,
        "ballots": len(standing_ballots(poll)),
        "root": root_of(poll),
        "subjects": [[subject.number, found.facts()] for subject, found in counts_of(poll)],
    }


def standing_ballot(unit: ElectorUnit) -> CastBallot | None:
    return CastBallot.objects.filter(unit=unit, replaced_at=None).first()
