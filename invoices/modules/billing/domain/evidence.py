"""The evidence behind a line, read from the facts that were frozen with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from property_ops.kernel.money import Yuan
from property_ops.kernel.quantity import grouped, plain_ratio

AREA_SCALE = 10**4


def percent_text(value: Fraction) -> str:
    """`97.5%`, or a fraction where that would not be exact."""
    percent = plain_ratio(value * 100)
    return plain_ratio(value) if "/" in percent else f"{percent}%"


def area_text(scaled: int) -> str:
    """An area in m² × 10^4, in m²: `18,900.1`."""
    return grouped(Decimal(scaled) / AREA_SCALE)


@dataclass(frozen=True, slots=True)
class ConfirmedService:
    """One service of the month: how much it weighs, how far it was delivered, who confirmed it and when."""

    name: str
    weight: str
    completion: str
    product: str
    committee: str
    branch: str
    on: date | None


@dataclass(frozen=True, slots=True)
class ServiceEvidence:
    """Behind a service fee (docs/product.md rule 3). `reduction` is empty where there is none."""

    days: int
    days_in_month: int
    delivered: str
    reduction: str
    confirmed: Sequence[ConfirmedService]
    kind: str = "service"


@dataclass(frozen=True, slots=True)
class ParkingEvidence:
    """Behind a parking fee (docs/product.md rule 4)."""

    space: str
    days: int
    days_in_month: int
    closed_by: Sequence[str]
    kind: str = "parking"


@dataclass(frozen=True, slots=True)
class AcceptedWork:
    """Behind a share of a work (docs/product.md rule 5): what was done and accepted, its cost, this unit's share.

    `percent` is the residents' part of the cost, empty where they pay all of it; `deemed`: parties stayed silent.
    """

    number: str
    work: str
    place: str
    done: str
    accepted: str
    accepted_by: str
    accepted_on: date
    cost: Yuan
    billable: Yuan
    scope: str
    units: int
    own_area: str
    whole_area: str
    share: Yuan
    percent: str = ""
    deemed: bool = False
    kind: str = "works"


@dataclass(frozen=True, slots=True)
class CorrectionEvidence:
    """Behind a line that was billed anew (docs/product.md rule 7): the line it replaces, and why."""

    bill: str
    line: int
    credit_note: str
    was: Yuan
    reason: str
    kind: str = "correction"


@dataclass(frozen=True, slots=True)
class LateStretch:
    """Days on which so much of the principal was open (docs/product.md rule 13)."""

    first: date
    last: date
    days: int
    open: Yuan
    rate: str


@dataclass(frozen=True, slots=True)
class LateChargeEvidence:
    """Behind a late charge: the line that was not paid, the days, and the agreement. `before`: charged earlier."""

    bill: str
    line: int
    item: str
    due_on: date
    stretches: Sequence[LateStretch]
    before: Yuan
    cap: Yuan
    agreement: str
    kind: str = "late_charge"


Evidence = ServiceEvidence | ParkingEvidence | AcceptedWork | CorrectionEvidence | LateChargeEvidence


def evidence_of(facts: Mapping[str, Any], *, ratio: tuple[int, int], amount: Yuan, source_key: str) -> Evidence | None:
    """The evidence of one line; None for a kind that this product does not know."""
    match facts.get("kind"):
        case "service":
            return _service(facts)
        case "parking":
            space = "/".join(source_key.split("/")[2:-2])
            return ParkingEvidence(space, facts["days"], facts["days_in_month"], facts.get("closed_by", ()))
        case "works":
            return _work(facts, ratio, amount)
        case "correction":
            was = Yuan.parse(facts["was"])
            return CorrectionEvidence(facts["bill"], facts["line"], facts["credit_note"], was, facts["reason"])
        case "late_charge":
            return _late_charge(facts)
    return None


def _service(facts: Mapping[str, Any]) -> ServiceEvidence:
    reduction = Fraction(facts["reduction"])
    return ServiceEvidence(
        days=facts["days"],
        days_in_month=facts["days_in_month"],
        delivered=percent_text(Fraction(facts["delivered"])),
        reduction=percent_text(reduction) if reduction != 1 else "",
        confirmed=[_confirmed(one) for one in facts.get("confirmed", ())],
    )


def _confirmed(one: Mapping[str, str]) -> ConfirmedService:
    weight, completion = Fraction(one["weight"]), Fraction(one["completion"])
    return ConfirmedService(
        name=one["service"],
        weight=percent_text(weight),
        completion=percent_text(completion),
        product=percent_text(weight * completion),
        committee=one["committee"],
        branch=one["branch"],
        on=date.fromisoformat(one["on"]) if one.get("on") not in (None, "", "None") else None,
    )


def _work(facts: Mapping[str, Any], ratio: tuple[int, int], amount: Yuan) -> AcceptedWork:
    return AcceptedWork(
        number=facts["number"],
        work=facts["work"],
        place=facts["place"],
        done=_quantities(facts, "done"),
        accepted=_quantities(facts, "accepted"),
        accepted_by=facts["accepted_by"],
        accepted_on=date.fromisoformat(facts["accepted_on"]),
        cost=Yuan.parse(facts["cost"]),
        billable=Yuan.parse(facts["billable"]),
        scope=facts["scope"],
        units=facts["units"],
        own_area=area_text(ratio[0]),
        whole_area=area_text(ratio[1]),
        share=amount,
        percent=facts.get("percent", ""),
        deemed=facts.get("deemed", False),
    )


def _quantities(facts: Mapping[str, Any], which: str) -> str:
    """`116 ㎡; 40 m`: of a work with several quantities all of them."""
    return "; ".join(f"{one[which]} {one['unit']}" for one in facts.get("lines", [facts]))


def _late_charge(facts: Mapping[str, Any]) -> LateChargeEvidence:
    return LateChargeEvidence(
        bill=facts["bill"],
        line=facts["line"],
        item=facts["item"],
        due_on=date.fromisoformat(facts["due_on"]),
        stretches=[
            LateStretch(
                first=date.fromisoformat(one["first"]),
                last=date.fromisoformat(one["last"]),
                days=one["days"],
                open=Yuan.parse(one["open"]),
                rate=percent_text(Fraction(one["rate"])),
            )
            for one in facts["stretches"]
        ],
        before=Yuan.parse(facts["before"]),
        cap=Yuan.parse(facts["cap"]),
        agreement=facts["agreement"],
    )
