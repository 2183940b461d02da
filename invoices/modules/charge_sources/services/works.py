"""The charge source of works: an accepted work that residents pay for is shared over the units in scope by area."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from invoices.modules.charge_sources.domain.waiting import IMPORT_WAITS, IMPORT_WAITS_WORDS
from invoices.modules.charge_sources.domain.works import billable_part
from invoices.modules.charge_sources.selectors.works import basis_of_work, charged_in_another_month
from invoices.modules.charge_sources.services.works_evidence import evidence_of, paper_of, works_today
from invoices.modules.charges.public import (
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    EvidenceBlock,
    EvidenceToday,
    FrozenLine,
    Held,
    PaperWords,
)
from invoices.modules.tariffs.public import WORKS_SHARE
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.importing.waiting import claims_that_wait
from property_ops.kernel.apportionment import share
from property_ops.kernel.money import FEN_PER_YUAN
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, Unit, as_they_were
from property_ops.modules.works.public import (
    NotAScope,
    QuantityLine,
    WorkOrder,
    WorkResult,
    WorkState,
    accepted_part,
    call_out_of,
    lines_of,
    parse_scope,
    words_of,
)

ALL, NONE = Decimal(100), Decimal(0)
NOT_ACCEPTED = "not_accepted"
SENT_BACK = "sent_back"
NO_UNITS_IN_SCOPE = "no_units_in_scope"
EMERGENCY_WAITS, EMERGENCY_LAPSED = "emergency_waits", "emergency_lapsed"
_NOT_YET = {WorkResult.PENDING: NOT_ACCEPTED, WorkResult.REWORK: SENT_BACK}


class WorksSource(ChargeSource):
    code = "works"
    name = gettext_noop("Work order")
    items = (WORKS_SHARE,)
    holds = {
        NOT_ACCEPTED: gettext_noop("waiting for acceptance"),
        SENT_BACK: gettext_noop("sent back for rework: not charged"),
        IMPORT_WAITS: IMPORT_WAITS_WORDS,
        EMERGENCY_WAITS: gettext_noop("emergency call-out, not approved by another person yet"),
        EMERGENCY_LAPSED: gettext_noop("emergency call-out that was not approved within three days: never charged"),
        NO_UNITS_IN_SCOPE: gettext_noop("no unit lies in the scope of apportionment"),
    }
    one_off = gettext_noop("works")

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        """Works accepted in the month, even before the take-over; what was done in it and not accepted is held."""
        works = WorkOrder.objects.filter(estate=estate, residents_percent__gt=0)
        for work in works.filter(result=WorkResult.ACCEPTED, accepted_on__gte=month.start, accepted_on__lt=month.end):
            _done, _accepted, accepted_on = work.what_was_accepted
            if accepted_on > today:
                yield Held(work.number, _NOT_YET[WorkResult.PENDING])
            elif reason := _not_released(work, today):
                yield Held(work.number, reason)
            elif not charged_in_another_month(basis=basis_of_work(work.number), month=month):
                yield _shares(work, estate)
        done = works.filter(done_on__gte=month.start, done_on__lt=month.end)
        waiting = claims_that_wait("works.works", estate.code, month.period).values_list("key", flat=True)
        for number in waiting:
            yield Held(number, IMPORT_WAITS)
        open_works = done.exclude(result=WorkResult.ACCEPTED).exclude(state=WorkState.CANCELLED)
        for work in open_works.exclude(number__in=list(waiting)):
            yield Held(work.number, _NOT_YET[WorkResult(work.result)])

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        return evidence_of(line)

    def paper(self, line: FrozenLine) -> PaperWords:
        return paper_of(line)

    def work_number(self, line: FrozenLine) -> str:
        return str(line.facts["number"])

    def today(self, lines: Sequence[FrozenLine]) -> list[EvidenceToday]:
        return works_today(lines)


def _not_released(work: WorkOrder, today: date) -> str:
    """Why an emergency work is not charged; empty where another person has approved it in time."""
    if not work.is_emergency:
        return ""
    found = call_out_of(work)
    if found is not None and found.state == ApprovalState.APPROVED:
        return ""
    waits = found is not None and found.waits and timezone.localdate(found.approve_by) >= today
    return EMERGENCY_WAITS if waits else EMERGENCY_LAPSED


def _particulars(work: WorkOrder, lines: Sequence[QuantityLine]) -> dict[str, Any]:
    """What only some works have: a part paid by others, several quantities, silence taken as acceptance."""
    found: dict[str, Any] = {}
    if work.residents_percent != ALL:
        found["percent"] = plain(work.residents_percent)
    if len(lines) > 1:
        found["lines"] = [
            {
                "name": line.name,
                "unit": line.unit,
                "price": str(line.price),
                "done": plain(line.done or NONE),
                "accepted": plain(line.accepted or NONE),
            }
            for line in lines
        ]
    if work.deemed:
        found["deemed"] = True
    return found


def _shares(work: WorkOrder, estate: Estate) -> ChargeBatch | Held:
    try:
        scope = parse_scope(work.scope)
    except NotAScope:
        return Held(work.number, NO_UNITS_IN_SCOPE)
    done, accepted, accepted_on = work.what_was_accepted
    units = [
        unit
        for unit in as_they_were(Unit.objects.filter(estate=estate), on=accepted_on)
        .order_by("code")
        .values_list("pk", "code", "area_then", "building", "entrance")
        if scope.covers(unit[3], unit[4])
    ]
    if not units:
        return Held(work.number, NO_UNITS_IN_SCOPE)
    lines = lines_of(work)
    billable = billable_part(
        work.cost, accepted=accepted_part(lines), ceiling=work.ceiling, percent=work.residents_percent
    )
    ids, codes, areas, _, _ = map(list, zip(*units, strict=True))
    whole = sum(areas)
    return ChargeBatch(
        basis=Basis(
            key=basis_of_work(work.number),
            facts={
                "number": work.number,
                "work": work.kind,
                "place": work.place,
                "unit": work.unit,
                "done": plain(done),
                "accepted": plain(accepted),
                "accepted_by": work.accepted_by,
                "accepted_on": str(accepted_on),
                "acceptance": [word.facts() for word in words_of(work)],
                "cost": str(work.cost),
                "billable": str(billable),
                "scope": work.scope,
                "units": len(units),
                "area": str(whole),
                **_particulars(work, lines),
            },
            whole=billable,
        ),
        item=WORKS_SHARE,
        source_key=[f"{WORKS_SHARE}/{work.number}/{code}" for code in codes],
        unit_id=ids,
        start=accepted_on,
        end=accepted_on + timedelta(days=1),
        quantity=QUANTITY_SCALE,
        quantity_unit="项",
        unit_price=billable.fen * (PRICE_SCALE // FEN_PER_YUAN),
        ratio_numerator=areas,
        ratio_denominator=whole,
        amount=[part.fen for part in share(billable, areas, codes)],
    )
