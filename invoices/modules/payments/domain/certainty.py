"""Whose a payment for a unit is, where no person need be asked (docs/product.md rule 16; ADR 0032)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period
from property_ops.kernel.writing import squeezed


@dataclass(slots=True)
class PayingParty:
    """An account of a unit: `party` is the tenure's id as the ledger has it, `days` are those on which they hold it."""

    party: str
    name: str
    days: Period | None = None
    open: Yuan = ZERO

    def is_due(self, on: date) -> bool:
        """They owe something, or get the bills of that day."""
        return self.open > ZERO or (self.days is not None and on in self.days)


@dataclass(frozen=True, slots=True)
class UnitHolder:
    """Somebody who has or had a right to the unit: an owner or a tenant, billed or not."""

    name: str
    days: Period


@dataclass(frozen=True, slots=True)
class Payment:
    """What a payment says of who pays, and when. `by_code`: a payment service says only the unit's full code, which
    the company's own page wrote, and nobody's name; `is_elsewhere`: this payer was confirmed for other units only."""

    name: str
    day: date
    by_code: bool = False
    is_elsewhere: bool = False


def certain_party(
    payment: Payment,
    parties: Collection[PayingParty],
    holders: Collection[UnitHolder] = (),
    confirmed: Collection[str] = (),
) -> str | None:
    """The party of the unit, if the payer is, was or is known to pay for it, and one account alone can be meant.

    `confirmed` are the parties that a person matched this payer with before.
    """
    due = [one for one in parties if one.is_due(payment.day)]
    before = [one for one in due if one.party in confirmed]
    if payment.name:
        own = [one for one in due if same_name(one.name, payment.name)]
        return _one(own, payment.day) or _one(before, payment.day) or _of_holder(payment, due, holders)
    if before:
        return _one(before, payment.day)
    if payment.by_code and not payment.is_elsewhere and len(parties) == 1:
        return _one(due, payment.day)
    return None


def likely_party(payer: str, parties: Collection[PayingParty], *, on: date) -> PayingParty | None:
    """Whom a person at the counter means: of the payer's name, or the only one who owes or gets the bills."""
    due = [one for one in parties if one.is_due(on)]
    chosen = _one([one for one in due if same_name(one.name, payer)], on)
    found = [one for one in due if one.party == chosen] if chosen is not None else due
    return found[0] if len(found) == 1 else None


def same_name(one: str, other: str) -> bool:
    return bool(one) and (one == other or squeezed(one).upper() == squeezed(other).upper())


def _of_holder(payment: Payment, due: list[PayingParty], holders: Collection[UnitHolder]) -> str | None:
    """A tenant or a second owner pays for the one account that there is."""
    known = any(payment.day in one.days and same_name(one.name, payment.name) for one in holders)
    return due[0].party if known and len(due) == 1 else None


def _one(found: Collection[PayingParty], day: date) -> str | None:
    """The only one; of several, the only one who holds the unit on that day."""
    if len(found) > 1:
        found = [one for one in found if one.days is not None and day in one.days]
    return next(iter(found)).party if len(found) == 1 else None
