"""The charge source of the recurring service: an estate's confirmed month becomes one line per unit and tariff."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from invoices.modules.charge_sources.domain.service import (
    RateVersion,
    Segment,
    delivered_ratio,
    ratio,
    segments,
    uncovered,
)
from invoices.modules.charge_sources.domain.waiting import IMPORT_WAITS, IMPORT_WAITS_WORDS
from invoices.modules.charge_sources.selectors import service as selectors
from invoices.modules.charge_sources.services.service_evidence import evidence_of, paper_of
from invoices.modules.charges.public import (
    MONTH_NOT_ENDED,
    PRICE_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    EvidenceBlock,
    FrozenLine,
    Held,
    PaperWords,
)
from invoices.modules.tariffs.public import APPLIES_TO, SERVICE_FEE, VACANCY_REDUCTION
from property_ops.framework.bulk import slices
from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import gettext_noop
from property_ops.modules.confirmations.public import Confirmation
from property_ops.modules.estates.public import Estate

# How the tariff sheet calls the uses of a unit.


NOT_CONFIRMED = "not_confirmed"
NOT_SIGNED_BY_BOTH = "not_signed_by_both"
NO_AGREEMENT = "no_agreement"
MORE_THAN_ALL = "more_than_all"
NO_TARIFF = "no_tariff"
TARIFF_NOT_APPROVED = "tariff_not_approved"


class ServiceSource(ChargeSource):
    code = "service"
    name = gettext_noop("Service fee")
    items = (SERVICE_FEE,)
    holds = {
        NOT_CONFIRMED: gettext_noop("not confirmed for this month"),
        NOT_SIGNED_BY_BOTH: gettext_noop("not yet confirmed by both parties"),
        IMPORT_WAITS: IMPORT_WAITS_WORDS,
        NO_AGREEMENT: gettext_noop("the estate has no service agreement: no service was ever confirmed"),
        MORE_THAN_ALL: gettext_noop("the weights of the confirmed services add up to more than 1"),
        NO_TARIFF: gettext_noop("no tariff in force in this month"),
        TARIFF_NOT_APPROVED: gettext_noop("a changed tariff waits for another person's approval"),
    }
    splits_by_days = True

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        """The month's service fees, or one `Held` per service that is not confirmed by both parties.

        A month that has not ended is held too, whatever was signed: service first, charge later.
        """
        managed = estate.managed_period
        if managed is None or not (month.period & managed).days:
            return
        confirmed = selectors.confirmations(estate, month)
        held = list(_missing(selectors.agreed_services(estate), confirmed))
        if held:
            waiting = selectors.services_that_wait(estate, month)
            yield from (replace(one, reason=IMPORT_WAITS) if one.subject in waiting else one for one in held)
            return
        if sum(one.weight for one in confirmed.values()) > 1:
            yield Held("", MORE_THAN_ALL)
            return
        if today < month.end:
            yield Held("", MONTH_NOT_ENDED)
            return
        delivered = delivered_ratio((one.weight, one.completion) for one in confirmed.values())
        tariffs, units = selectors.MonthsTariffs(estate, month), selectors.units_in(estate, month)
        for use, applies_to in APPLIES_TO.items():
            if tariffs.waits(applies_to):
                yield Held(applies_to, TARIFF_NOT_APPROVED)
                continue
            of_use = [unit for unit in units if unit.may_be(use)]
            if of_use:
                terms = estate, month, managed, use, applies_to, tariffs, delivered, list(confirmed.values())
                yield from _fees(of_use, *terms)

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        return evidence_of(line)

    def paper(self, line: FrozenLine) -> PaperWords:
        return paper_of(line)


def _missing(agreed: list[str], confirmed: dict[str, Confirmation]) -> Iterator[Held]:
    if not agreed:
        yield Held("", NO_AGREEMENT)
    for name in agreed:
        if name not in confirmed:
            yield Held(name, NOT_CONFIRMED)
        elif not confirmed[name].by_both:
            yield Held(name, NOT_SIGNED_BY_BOTH)


def _fees(
    units: list[selectors.ChargedUnit],
    estate: Estate,
    month: Month,
    managed: Period,
    use: str,
    applies_to: str,
    tariffs: selectors.MonthsTariffs,
    delivered: Fraction,
    confirmed: list[Confirmation],
) -> Iterator[ChargeBatch | Held]:
    rates = tariffs.versions(SERVICE_FEE, applies_to)
    reductions = tariffs.versions(VACANCY_REDUCTION, applies_to)
    plain, reduced = segments(month, managed, rates), segments(month, managed, rates, reductions)
    yield from _without_tariff(applies_to, month, managed, plain)
    steady = [unit for unit in units if not unit.changing]
    occupied, vacant = [unit for unit in steady if not unit.vacant], [unit for unit in steady if unit.vacant]
    for alike, lines in ((occupied, plain), (vacant, reduced)):
        for segment in lines:
            for some in slices(alike, selectors.CHUNK):
                yield from _batch(some, segment, estate, month, applies_to, delivered, confirmed)
    for unit in units:
        if not unit.changing:
            continue
        vacancies = selectors.vacant_periods(unit.pk)
        while_vacant = [RateVersion(one.rate, one.period & days) for one in reductions for days in vacancies]
        for days, area in selectors.measures(unit.pk, use, month):
            for segment in segments(month, managed & days, rates, while_vacant):
                then = [unit._replace(area=area)]
                yield from _batch(then, segment, estate, month, applies_to, delivered, confirmed)


def _without_tariff(applies_to: str, month: Month, managed: Period, lines: list[Segment]) -> Iterator[Held]:
    """The days on which no tariff is in force; they are charged by a later run, once there is one."""
    charged = month.period & managed
    for days in uncovered(charged, lines):
        subject = applies_to if days == charged else f"{applies_to} {days.start} – {days.last_day}"
        yield Held(subject, NO_TARIFF)


def _batch(
    units: list[selectors.ChargedUnit],
    segment: Segment,
    estate: Estate,
    month: Month,
    applies_to: str,
    delivered: Fraction,
    confirmed: list[Confirmation],
) -> Iterator[ChargeBatch]:
    if not units:
        return
    part = ratio(segment, month, delivered)
    prefix, suffix = f"{SERVICE_FEE}/", f"/{month}/{segment.period.start}"
    yield ChargeBatch(
        basis=Basis(
            key=f"{SERVICE_FEE}/{estate.code}/{month}/{applies_to}/{segment.period.start}/{part}",
            facts=_facts(segment, month, delivered, confirmed),
        ),
        item=SERVICE_FEE,
        source_key=[f"{prefix}{unit.code}{suffix}" for unit in units],
        unit_id=[unit.pk for unit in units],
        tariff_start=segment.tariff_start,
        start=segment.period.start,
        end=segment.period.end,
        quantity=[unit.area for unit in units],
        quantity_unit="㎡",
        unit_price=int(segment.rate * PRICE_SCALE),
        ratio_numerator=part.numerator,
        ratio_denominator=part.denominator,
    )


def _facts(segment: Segment, month: Month, delivered: Fraction, confirmed: list[Confirmation]) -> dict[str, object]:
    return {
        "days": segment.period.days,
        "days_in_month": month.days,
        "delivered": str(delivered),
        "reduction": str(segment.reduction),
        "confirmed": [
            {
                "service": one.item.name,
                "weight": str(one.weight),
                "completion": str(one.completion),
                "committee": one.committee_signer,
                "branch": one.branch_signer,
                "on": str(one.confirmed_on),
                "manner": one.manner,
                **_rounds(one),
            }
            for one in confirmed
        ],
    }


def _rounds(confirmed: Confirmation) -> dict[str, int]:
    """What was counted when it was confirmed (docs/product.md rule 25); nothing where no rounds were agreed."""
    if confirmed.counted_promised is None or confirmed.counted_done is None:
        return {}
    return {"rounds_done": confirmed.counted_done, "rounds_promised": confirmed.counted_promised}
