"""What `property-ops verify` asks of the shares of works: they add up, once, only of accepted works (rules 5, 6)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from invoices.modules.charge_sources.domain.works import billable_part
from invoices.modules.charge_sources.selectors.works import Registered, registered
from invoices.modules.charges.public import BasisUse, basis_uses, factors
from property_ops.framework.checks import Check, Difference, wrong_amounts
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.apportionment import share
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.works.public import QuantityLine, accepted_part

SOURCE = "works"


def verify() -> Iterator[Check]:
    uses = basis_uses(SOURCE)
    yield Check(
        name=gettext_noop("The shares of every work add up to its billable cost"),
        figures={
            gettext_noop("works"): len(uses),
            gettext_noop("charges"): f"{sum(use.lines for use in uses):,}",
            gettext_noop("yuan"): sum((use.amount for use in uses), ZERO).grouped(),
        },
        differences=(*_wrong_sums(uses), *wrong_amounts(_wrong_shares())),
    )
    known = registered([use.facts["number"] for use in uses])
    yield Check(
        name=gettext_noop("No share of a work without acceptance"),
        figures={gettext_noop("accepted works charged"): len(known)},
        differences=tuple(difference for use in uses for difference in _not_accepted(use, known)),
    )


def _wrong_sums(uses: list[BasisUse]) -> Iterator[Difference]:
    for use in uses:
        facts = use.facts
        billable = Yuan.parse(facts["billable"])
        full = _full(facts)
        if use.amount != billable:
            yield Difference(
                gettext_noop("work order %(number)s: its shares add up to %(sum)s, billable is %(billable)s"),
                {"number": facts["number"], "sum": use.amount, "billable": billable},
            )
        if billable > full:  # below it where a ceiling was approved
            yield Difference(
                gettext_noop("work order %(number)s: %(billable)s is billed, what was accepted costs %(full)s"),
                {"number": facts["number"], "billable": billable, "full": full},
            )


def _full(facts: Mapping[str, Any]) -> Yuan:
    """What the residents' part of the accepted work costs without a ceiling, from the evidence alone."""
    lines = facts.get("lines") or [{"name": "", "unit": "", "price": "1.00", **facts}]
    accepted = accepted_part(
        QuantityLine(number, line["name"], line["unit"], None, Yuan.parse(line["price"]), *_done_and_accepted(line))
        for number, line in enumerate(lines, start=1)
    )
    return billable_part(Yuan.parse(facts["cost"]), accepted=accepted, percent=Decimal(facts.get("percent", "100")))


def _done_and_accepted(line: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    return Decimal(line["done"]), Decimal(line["accepted"])


def _wrong_shares() -> Iterator[tuple[str, Yuan, Yuan]]:
    """(source key, charged, right) of every share that is not what the largest remainder gives."""
    for _, group in groupby(factors(SOURCE), key=lambda one: one.basis_id):
        shares = list(group)
        total = Yuan(sum(one.fen for one in shares))
        right = share(total, [one.numerator for one in shares], [one.unit_code for one in shares])
        for one, amount in zip(shares, right, strict=True):
            if one.fen != amount.fen:
                yield one.source_key, Yuan(one.fen), amount


def _told(words: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Who accepted how and when. A register may be corrected, and says so on import; an account may be renamed."""
    return [
        (word["party"], word["manner"], word["person"], word["on"])
        for word in words
        if word["manner"] != Manner.REGISTER
    ]


def _not_accepted(use: BasisUse, known: dict[str, Registered]) -> Iterator[Difference]:
    number = use.facts["number"]
    work = known.get(number)
    if work is None or not work.is_accepted or Month.of(date.fromisoformat(use.facts["accepted_on"])) != use.month:
        yield Difference(
            gettext_noop("work order %(number)s is charged in %(month)s, but was not accepted in that month"),
            {"number": number, "month": use.month},
        )
        return
    if not work.is_released:
        yield Difference(
            gettext_noop("work order %(number)s is charged, but its emergency call-out was not approved in time"),
            {"number": number},
        )
    if not work.paid_by_residents:
        yield Difference(
            gettext_noop("work order %(number)s is charged, but residents do not pay for it"), {"number": number}
        )
    if work.ceiling is not None and Yuan.parse(use.facts["billable"]) > work.ceiling:
        yield Difference(
            gettext_noop("work order %(number)s: %(billable)s is billed, above its ceiling of %(ceiling)s"),
            {"number": number, "billable": use.facts["billable"], "ceiling": work.ceiling},
        )
    if _told(use.facts.get("acceptance", ())) != _told(work.words) and "acceptance" in use.facts:
        yield Difference(
            gettext_noop("work order %(number)s: its charges tell of another acceptance than the one that is recorded"),
            {"number": number},
        )
    if work.accepted is None or Decimal(use.facts["accepted"]) > work.accepted:
        yield Difference(
            gettext_noop("work order %(number)s: charged for %(charged)s, accepted are %(accepted)s"),
            {"number": number, "charged": use.facts["accepted"], "accepted": work.accepted},
        )
