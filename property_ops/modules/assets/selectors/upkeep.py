"""What upkeep is due, and what became of what was due before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from property_ops.framework.models import User
from property_ops.modules.assets.domain.due import Settled, next_due
from property_ops.modules.assets.models import Upkeep, UpkeepDue
from property_ops.modules.assets.selectors.register import visible_upkeep
from property_ops.modules.works.public import WorkState


@dataclass(frozen=True, slots=True)
class UpkeepStanding:
    """`open_due`: its work is opened and not done; else it is due on `due_on`, and proposed from `proposed_on` on."""

    upkeep: Upkeep
    due_on: date
    open_due: UpkeepDue | None

    @property
    def proposed_on(self) -> date:
        return self.due_on - timedelta(days=self.upkeep.lead_days)

    def is_proposed(self, on: date) -> bool:
        return self.open_due is None and self.upkeep.ended_on is None and on >= self.proposed_on


def standing_of(upkeep: Upkeep) -> UpkeepStanding:
    """A due whose work was cancelled is due again."""
    dues = [one for one in upkeep.dues.all() if one.work is None or one.work.state != WorkState.CANCELLED]
    still_open = next((one for one in dues if one.work is not None and one.work.done_on is None), None)
    settled = [Settled(one.due_on, one.work.done_on if one.work else None) for one in dues if one is not still_open]
    if still_open is not None:
        return UpkeepStanding(upkeep, still_open.due_on, still_open)
    due_on = next_due(
        first=upkeep.first_on, every_months=upkeep.every_months, keeps_season=upkeep.keeps_season, settled=settled
    )
    return UpkeepStanding(upkeep, due_on, None)


def standings(user: User) -> list[UpkeepStanding]:
    """Of all that goes on, what is due next first."""
    rows: Iterable[Upkeep] = visible_upkeep(user).filter(ended_on=None, asset__retired_on=None)
    return sorted(map(standing_of, rows), key=lambda one: (one.due_on, one.upkeep.pk))


def proposed(user: User, on: date) -> list[UpkeepStanding]:
    return [one for one in standings(user) if one.is_proposed(on)]
