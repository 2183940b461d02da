"""What the papers of a work say, and the quantity book of a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from property_ops.kernel.canonical import digest_of
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.modules.dispatch.public import Visit, VisitState, visits_of_work
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.works.public import (
    DeclaredWork,
    Party,
    PartyWord,
    QuantityLine,
    WorkConfirmation,
    WorkMove,
    WorkOrder,
    WorkPhoto,
    confirmations_of,
    events_of,
    known,
    lines_by_work,
    lines_of,
    of_month,
    parties_of,
    photos_of,
    terms_for,
    warranty_until,
    words_of,
)


@dataclass(frozen=True, slots=True)
class WorkSheetFacts:
    """A work as its sheet has it: for one visit, or without one for the whole of it."""

    work: WorkOrder
    company: Company
    lines: list[QuantityLine]
    visit: Visit | None
    visits: int
    known: DeclaredWork | None


@dataclass(frozen=True, slots=True)
class Completion:
    """A work as its certificate has it."""

    work: WorkOrder
    company: Company
    lines: list[QuantityLine]
    crews: list[str]
    started_on: date | None
    parties: tuple[Party, ...]
    said: list[WorkConfirmation]
    photos: list[WorkPhoto]
    warranty_until: date | None
    deemed_days: int | None
    words: list[PartyWord]

    @property
    def digest(self) -> str:
        """SHA-256 of what the certificate proves: the work, its quantities, each party's word."""
        facts = {
            "number": self.work.number,
            "estate": self.work.estate.code,
            "kind": self.work.kind,
            "place": self.work.place,
            "round": self.work.round,
            "done_on": str(self.work.done_on),
            "result": str(self.work.result),
            "accepted_on": str(self.work.accepted_on),
            "lines": [
                [line.name, line.unit, *map(_plain, (line.planned, line.done, line.accepted))] for line in self.lines
            ],
            "said": [
                [one.party, one.line, _plain(one.quantity), one.manner, one.person, str(one.on)] for one in self.said
            ],
            "words": [word.facts() for word in self.words],
        }
        return digest_of(facts)


@dataclass(frozen=True, slots=True)
class BookRow:
    """One quantity line of a work."""

    work: WorkOrder
    line: QuantityLine


@dataclass(frozen=True, slots=True)
class Book:
    """The works of an estate that were accepted in the month, and those done in it and not accepted yet."""

    estate: Estate
    month: Month
    company: Company
    rows: list[BookRow]
    sums: Mapping[tuple[str, str], "LineSum"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineSum:
    """Of a kind of line in one unit: how many, what was done, what was accepted."""

    lines: int = 0
    done: Decimal = Decimal(0)
    accepted: Decimal = Decimal(0)

    def plus(self, line: QuantityLine) -> "LineSum":
        return LineSum(self.lines + 1, self.done + (line.done or 0), self.accepted + (line.accepted or 0))


def _plain(quantity: Decimal | None) -> str:
    return "" if quantity is None else plain(quantity)


def order_of(work: WorkOrder, visit: Visit | None) -> WorkSheetFacts:
    count = visits_of_work(work).exclude(state=VisitState.CANCELLED).count()
    return WorkSheetFacts(work, _company(), lines_of(work), visit, count, known(work))


def completion_of(work: WorkOrder) -> Completion:
    starts = events_of(work).filter(action=WorkMove.START.value)
    visits = visits_of_work(work).exclude(state=VisitState.CANCELLED).exclude(crew=None)
    return Completion(
        work=work,
        company=_company(),
        lines=lines_of(work),
        crews=list(dict.fromkeys(visit.crew.name for visit in visits if visit.crew)),
        started_on=starts.values_list("on", flat=True).first(),
        parties=parties_of(work),
        said=confirmations_of(work),
        photos=list(photos_of(work)),
        warranty_until=warranty_until(work),
        deemed_days=terms_for(work).deemed_days,
        words=words_of(work),
    )


def book_of(estate: Estate, month: Month) -> Book:
    works = (
        of_month(WorkOrder.objects.filter(estate=estate), month)
        .select_related("estate")
        .prefetch_related("confirmations")
    )
    lines = lines_by_work(ordered := list(works.order_by("number")))
    rows = [BookRow(work, line) for work in ordered for line in lines[work.pk]]
    sums: dict[tuple[str, str], LineSum] = {}
    for row in rows:
        key = row.line.name, row.line.unit
        sums[key] = sums.get(key, LineSum()).plus(row.line)
    return Book(estate, month, _company(), rows, dict(sorted(sums.items())))


def _company() -> Company:
    return Company.load()
