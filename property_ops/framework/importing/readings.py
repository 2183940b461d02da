"""What rows that wait would make whom pay, reckoned by the module that charges for them: slot `claim_readings`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from property_ops.framework.models import ImportedClaim
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import Phrase, gettext_noop

ONCE, A_MONTH = gettext_noop("once"), gettext_noop("a month")


@dataclass(frozen=True, slots=True)
class HouseholdFigures:
    """What one unit pays now and would pay from `day` on, for the same thing and the same time."""

    estate: str
    day: date
    unit: str
    now: Yuan
    then: Yuan

    @property
    def more(self) -> Yuan:
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """What a row brings: `total` from `households`, at most `highest` of one; `per` says how often.

    Rows of one `group` come to the same sum together, which counts once. `before` and `after` are what the row changes
    in the register. `remark` says why there is nothing to be paid by it yet. `each` has every unit by itself where the
    row changes a rate; it is shown before the decision, and not kept.
    """

    key: str
    total: Yuan = ZERO
    payer: str = ""
    households: int = 0
    highest: Yuan = ZERO
    per: str = ONCE
    group: str = ""
    before: str = ""
    after: str = ""
    remark: Phrase | None = None
    each: Sequence[HouseholdFigures] = ()

    def as_kept(self) -> dict[str, Any]:
        """For the approval and the audit log."""
        kept: dict[str, Any] = {"of": self.key, "before": self.before, "after": self.after, "payer": self.payer}
        if self.households:
            kept |= {"total": str(self.total), "per": self.per, "households": self.households}
            kept |= {"highest": str(self.highest)}
        return kept


class ClaimReading(ABC):
    """Of the claims of one importer. `reckoned_by` are the importers whose rows must stand first: rates, for fees."""

    importer: ClassVar[str]
    reckoned_by: ClassVar[Sequence[str]] = ()

    def before(self, claims: Sequence[ImportedClaim]) -> Any:  # noqa: B027  # few need it
        """What must be known of the registers before the rows are written."""

    @abstractmethod
    def after(self, claims: Sequence[ImportedClaim], before: Any, *, today: date) -> Mapping[int, ClaimFigures]:
        """By the claim's pk, once the rows are written; the transaction may be taken back."""


def readings_of(importer: str) -> ClaimReading | None:
    """None where no module charges for such rows."""
    plugged = (one if isinstance(one, tuple) else (one,) for one in plugged_into("claim_readings"))
    return next((one for several in plugged for one in several if one.importer == importer), None)


def households_of(figures: Iterable[ClaimFigures]) -> list[HouseholdFigures]:
    """Every unit that the rows name, once: rows of one rate's use and vacancy reckon it alike."""
    once = {(one.estate, one.day, one.unit): one for figure in figures for one in figure.each}
    return [once[key] for key in sorted(once)]


def total_of(figures: Iterable[ClaimFigures]) -> Yuan:
    """The sum, each group once."""
    once = {one.group or one.key: one.total for one in figures}
    return sum(once.values(), ZERO)
