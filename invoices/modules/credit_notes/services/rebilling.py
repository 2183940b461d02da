"""A line credited in full is charged and billed anew, once per credit (docs/product.md rules 6 and 7; ADR 0012)."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from invoices.modules.billing.public import rebill_charges
from invoices.modules.charges.public import (
    Basis,
    Charge,
    ChargeBatch,
    ChargeSource,
    EvidenceBlock,
    FrozenLine,
    Held,
    PaperWords,
    recharge,
)
from invoices.modules.credit_notes.domain.rebilling import CORRECTION
from invoices.modules.credit_notes.models import CreditLine, CreditNote, Rebill
from property_ops.framework.models import User
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.kernel.text import Phrase, gettext_noop


class Corrections(ChargeSource):
    """What was billed anew. No run of the charging makes it: it is charged when the credit note is approved."""

    code = CORRECTION
    name = gettext_noop("Correction")

    def pull(self, *, estate: Any, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
        yield from ()

    def evidence(self, line: FrozenLine) -> EvidenceBlock:
        facts = line.facts
        heading = gettext_noop("Billed anew instead of line %(line)s of %(bill)s")
        credited = gettext_noop("%(was)s yuan, credited in full by %(note)s. %(reason)s")
        was = {"was": Yuan.parse(facts["was"]), "note": facts["credit_note"], "reason": facts["reason"]}
        return EvidenceBlock(
            heading=Phrase(heading, {"line": facts["line"], "bill": facts["bill"]}),
            icon="receipt-refund",
            sentences=(Phrase(credited, was),),
        )

    def paper(self, line: FrozenLine) -> PaperWords:
        facts = line.facts
        replaced = f"替代账单 {facts['bill']} 第 {facts['line']} 行"
        credited = f"{facts['was']} 元，已由 {facts['credit_note']} 全额冲减"
        return PaperWords(remarks=(f"{replaced}（{credited}）：{facts['reason']}",))


def bill_lines_anew(note: CreditNote, *, by: User, now: datetime, today: date) -> None:
    """Issue one bill of today with all lines of the approved note that are to be billed anew."""
    rebills = list(
        Rebill.objects.filter(credit_line__note=note).select_related("credit_line__bill_line__charge__basis")
    )
    for rebill in rebills:
        rebill.charge = _charge(note, rebill, by)
        rebill.save(update_fields=["charge"])
    if rebills:
        rebill_charges(
            charges=[rebill.charge for rebill in rebills if rebill.charge],
            instead_of=note.bill,
            prepared_by=note.prepared_by,
            prepared_at=note.prepared_at,
            approved_by=by,
            now=now,
            today=today,
        )


def key_of(line: CreditLine) -> str:
    """The source of the new charge: one per credit, for ever."""
    return f"correction/{line.note.number}/{line.position + 1}"


def _charge(note: CreditNote, rebill: Rebill, by: User) -> Charge:
    line = rebill.credit_line
    old = line.bill_line
    calculation = Calculation(
        rebill.quantity,
        rebill.quantity_unit,
        rebill.unit_price,
        Fraction(rebill.ratio_numerator, rebill.ratio_denominator),
    )
    facts = {
        "credit_note": note.number,
        "bill": note.bill.number,
        "line": old.position + 1,
        "credited": str(line.amount),
        "was": str(old.amount),
        "reason": note.reason,
        "source_key": old.charge.source_key,
        "before": {"kind": old.charge.basis.source, **old.charge.basis.facts},
    }
    return recharge(
        of=old.charge,
        source=CORRECTION,
        days=Period(old.start, old.end),
        source_key=key_of(line),
        basis=Basis(key=key_of(line), facts=facts),
        calculation=calculation,
        by=by,
    )
