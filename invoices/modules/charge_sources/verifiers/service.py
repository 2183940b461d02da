"""What `property-ops verify` asks of the service fees: the rule, once, and only what was confirmed (rules 3 and 6)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from invoices.modules.charge_sources.selectors.service import agreed_by, confirmations
from invoices.modules.charges.public import BasisUse, basis_uses, ratios
from invoices.modules.tariffs.public import SERVICE_FEE
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop

SOURCE = "service"


def verify() -> Iterator[Check]:
    uses = basis_uses(SOURCE)
    yield Check(
        name=gettext_noop("The ratio of every service fee is what its evidence gives"),
        figures={
            gettext_noop("charges"): f"{sum(use.lines for use in uses):,}",
            gettext_noop("yuan"): sum((use.amount for use in uses), ZERO).grouped(),
        },
        differences=tuple(_wrong_ratios(uses)),
    )
    yield _confirmed(uses)


def _wrong_ratios(uses: list[BasisUse]) -> Iterator[Difference]:
    right = {use.key: _ratio_of_evidence(use) for use in uses}
    for key, ratio in ratios(SOURCE):
        if ratio != right[key]:
            yield Difference(
                gettext_noop("%(basis)s: the ratio is %(ratio)s, its evidence gives %(right)s"),
                {"basis": key, "ratio": ratio, "right": right[key]},
            )


def _ratio_of_evidence(use: BasisUse) -> Fraction:
    days = Fraction(use.period.days, use.month.days)
    return days * Fraction(use.facts["delivered"]) * Fraction(use.facts["reduction"])


def _confirmed(uses: list[BasisUse]) -> Check:
    months = {(use.estate_id, use.month): use for use in uses}
    differences = [difference for use in uses for difference in _unconfirmed(use)]
    differences += [difference for use in months.values() for difference in _missing(use)]
    return Check(
        name=gettext_noop("No service fee without confirmation by both parties"),
        figures={gettext_noop("confirmed months charged"): len(months)},
        differences=tuple(differences),
    )


def _unconfirmed(use: BasisUse) -> Iterator[Difference]:
    """The evidence is of this estate and month, complete, and never better than what the register says."""
    if not use.key.startswith(f"{SERVICE_FEE}/{use.estate_code}/{use.month}/"):
        yield Difference(
            gettext_noop("%(estate)s %(month)s is charged on the evidence of something else: %(basis)s"),
            {"estate": use.estate_code, "month": use.month, "basis": use.key},
        )
    evidence: list[dict[str, Any]] = use.facts.get("confirmed", [])
    if not evidence or any(not (one["committee"] and one["branch"] and one["on"]) for one in evidence):
        yield _not_confirmed(use, ", ".join(one["service"] for one in evidence))
    delivered = sum((Fraction(one["weight"]) * Fraction(one["completion"]) for one in evidence), Fraction(0))
    if delivered != Fraction(use.facts["delivered"]):
        yield Difference(
            gettext_noop("%(basis)s: charged for %(charged)s of the service, its confirmations add up to %(right)s"),
            {"basis": use.key, "charged": use.facts["delivered"], "right": delivered},
        )


def _missing(use: BasisUse) -> Iterator[Difference]:
    registered = confirmations(use.estate_id, use.month)
    for service in agreed_by(use.estate_id, use.month):
        if service not in registered or not registered[service].by_both:
            yield _not_confirmed(use, service)
    delivered = sum((Fraction(one.weight) * Fraction(one.completion) for one in registered.values()), Fraction(0))
    if Fraction(use.facts["delivered"]) > delivered:
        yield Difference(
            gettext_noop("%(estate)s %(month)s: charged for %(charged)s of the service, confirmed is %(right)s"),
            {"estate": use.estate_code, "month": use.month, "charged": use.facts["delivered"], "right": delivered},
        )


def _not_confirmed(use: BasisUse, service: str) -> Difference:
    return Difference(
        gettext_noop("%(estate)s %(month)s is charged, but not confirmed by both parties: %(service)s"),
        {"estate": use.estate_code, "month": use.month, "service": service},
    )
