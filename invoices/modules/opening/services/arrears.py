"""Old arrears become lines of issued bills, like every other debt: they are paid, reminded and aged like the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from invoices.modules.billing.public import BillLine, bill_at_once
from invoices.modules.charges.public import (
    PRICE_SCALE,
    QUANTITY_SCALE,
    Basis,
    ChargeBatch,
    ChargeSource,
    Debtor,
    EvidenceBlock,
    EvidenceFact,
    FrozenLine,
    Held,
    PaperWords,
    charge_given,
)
from invoices.modules.opening import selectors
from invoices.modules.opening.domain.papers import OLD_ARREARS
from invoices.modules.opening.models import Opening, OpeningLine
from invoices.modules.receivables.public import move_due_day
from property_ops.framework.models import User
from property_ops.kernel.money import FEN_PER_YUAN
from property_ops.kernel.period import Month
from property_ops.kernel.text import Phrase, gettext_noop
from property_ops.modules.estates.public import Estate

PIECE = "笔"


class OldArrears(ChargeSource):
    """What a household owed when the books were taken over: a paper that another person approved says so."""

    code = OLD_ARREARS
    name = gettext_noop("Old arrears")
    items = (OLD_ARREARS,)
    debtor = Debtor.NAMED
    one_off = gettext_noop("old arrears")

    def pull(self, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        yield from _batches(selectors.arrears_taken_over(estate_id=estate.pk, month=month.start))

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts = line.facts
        return EvidenceBlock(
            heading=Phrase(gettext_noop("Owed before the books were taken over")),
            icon="history",
            facts=(
                EvidenceFact(gettext_noop("Paper"), facts["paper"]),
                EvidenceFact(gettext_noop("As of"), facts["day"]),
                EvidenceFact(gettext_noop("Due on"), facts["due_on"]),
            ),
            says_amount=True,
        )

    def paper(self, line: FrozenLine) -> PaperWords:
        facts = line.facts
        return PaperWords(remarks=(f"接管前欠费，截至 {facts['day']}，依据：{facts['paper']}。",))


def _batches(lines: Iterable[OpeningLine]) -> Iterator[ChargeBatch]:
    for line in lines:
        assert line.month is not None
        assert line.payer is not None
        assert line.unit_id is not None
        month = Month.of(line.month)
        key = f"{OLD_ARREARS}/{line.opening_id}/{line.position}"
        yield ChargeBatch(
            basis=Basis(
                key,
                {
                    "paper": line.opening.reference,
                    "day": f"{line.opening.day}",
                    "due_on": f"{line.due_on}",
                    "about": line.about,
                    "payer_id": line.payer_id,
                    "payer_name": line.payer.name,
                },
            ),
            item=OLD_ARREARS,
            source_key=[f"{key}/1"],
            unit_id=[line.unit_id],
            start=month.start,
            end=month.end,
            quantity=QUANTITY_SCALE,
            quantity_unit=PIECE,
            unit_price=[line.amount.fen * PRICE_SCALE // FEN_PER_YUAN],
        )


def bill_arrears(opening: Opening, lines: Sequence[OpeningLine], *, by: User, now: datetime) -> None:
    """Bills of the paper's day, each due when the paper says. The caller holds the locks."""
    assert opening.estate is not None
    by_month: dict[Month, list[OpeningLine]] = defaultdict(list)
    for line in lines:
        assert line.month is not None
        by_month[Month.of(line.month)].append(line)
    for month, some in sorted(by_month.items()):
        charges = charge_given(
            source=OldArrears(),
            batches=list(_batches(some)),
            estate=opening.estate,
            month=month,
            today=opening.day,
            by=by,
        )
        bills = bill_at_once(
            charges=charges,
            estate=opening.estate,
            month=month,
            prepared_by=opening.prepared_by,
            prepared_at=opening.prepared_at,
            approved_by=by,
            now=now,
            today=opening.day,
        )
        due = {f"{OLD_ARREARS}/{line.opening_id}/{line.position}/1": line.due_on for line in some}
        for pk, key in BillLine.objects.filter(bill__in=bills).values_list("pk", "charge__source_key"):
            due_on = due[key]
            assert due_on is not None
            move_due_day(line_id=pk, due_on=due_on, on=opening.day, source=f"opening/{opening.number}")


def lines_billed(opening: Opening) -> Iterator[BillLine]:
    """The lines of bills that the paper's arrears became."""
    prefix = f"{OLD_ARREARS}/{opening.pk}/"
    rows = BillLine.objects.filter(charge__source=OLD_ARREARS, charge__source_key__startswith=prefix)
    yield from rows.select_related("bill").order_by("pk")
