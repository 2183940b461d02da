"""The rounds of a day, for who walks them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from property_ops.framework.models import User
from property_ops.kernel.period import Month, Period
from property_ops.modules.dispatch.public import crew_of
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.domain.counting import ONE_DAY, Per, Scanned, rounds_at
from property_ops.modules.rounds.models import Checkpoint, RoundPlanLine
from property_ops.modules.rounds.selectors.counting import lines_on, promised, scanned_in
from property_ops.modules.rounds.selectors.register import in_use, walked_estates

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DueRounds:
    """A promised round and its checkpoints, each with how often it was done in its day, week or month."""

    line: RoundPlanLine
    points: Sequence[tuple[Checkpoint, int]]

    @property
    def done(self) -> int:
        return sum(done for _point, done in self.points)

    @property
    def due(self) -> int:
        return self.line.times * len(self.points)


@dataclass(frozen=True, slots=True)
class EstateRounds:
    """What is due at an estate, and the checkpoints that can be named by hand."""

    estate: Estate
    due: Sequence[DueRounds]
    checkpoints: Sequence[Checkpoint]


def due_rounds(user: User, *, on: date) -> list[EstateRounds]:
    """What the own crew walks, wherever; for who is in no crew, all rounds of the estates they may see."""
    crew = crew_of(user)
    found = []
    for estate in walked_estates(user):
        lines = [line for line in lines_on(estate, on) if crew is None or line.crew_id in (None, crew.pk)]
        if lines:
            first = min(_span(Per(line.per), on).start for line in lines)
            scans = scanned_in(estate, Period(first, on + ONE_DAY))
            found.append(EstateRounds(estate, [_due(line, on, scans) for line in lines], list(in_use(estate))))
    return found


def _due(line: RoundPlanLine, on: date, scans: Sequence[Scanned]) -> DueRounds:
    done = rounds_at(promised(line), _span(Per(line.per), on), scans)
    return DueRounds(line, [(point.checkpoint, done[point.checkpoint_id]) for point in line.points.all()])


def _span(per: Per, on: date) -> Period:
    """The day, week or month that is going on."""
    if per is Per.MONTH:
        return Month.of(on).period
    monday = on - timedelta(days=on.weekday())
    return Period(on, on + ONE_DAY) if per is Per.DAY else Period(monday, monday + WEEK)
