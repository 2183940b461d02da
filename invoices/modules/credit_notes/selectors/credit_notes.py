"""Reading credit notes: as lists and pages show them, as they were frozen, and how much of a line is credited."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from invoices.modules.credit_notes.domain.frozen import FrozenCredit, FrozenNote, digest_of_note
from invoices.modules.credit_notes.models import CreditLine, CreditNote, Rebill
from invoices.modules.ledger.public import entry_of
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import find_with_unit

STANDING = [ApprovalState.WAITING, ApprovalState.APPROVED]


def credited(lines: Collection[int]) -> dict[int, Yuan]:
    """What is credited of each of these bill lines, or waits to be; lines without a credit are left out."""
    found = CreditLine.objects.filter(bill_line__in=lines, note__state__in=STANDING).order_by()
    return dict(found.values_list("bill_line_id").annotate(sum=Sum("amount")))


def credited_for_good(lines: Collection[int]) -> dict[int, Yuan]:
    """What approved credit notes took from each of these bill lines."""
    found = CreditLine.objects.filter(bill_line__in=lines, note__state=ApprovalState.APPROVED).order_by()
    return dict(found.values_list("bill_line_id").annotate(sum=Sum("amount")))


def visible_notes(user: User) -> QuerySet[CreditNote]:
    """The credit notes this person may see, latest first."""
    notes = CreditNote.objects.visible_to(user)
    return notes.select_related("estate", "bill", "prepared_by", "decided_by").order_by("-pk")


def find_notes(notes: QuerySet[CreditNote], text: str) -> QuerySet[CreditNote]:
    """By number, number of the bill, payer, reason, or their unit."""
    return find_with_unit(notes, text, "number", "bill__number", "payer_name", "reason")


def lines_of(note: CreditNote) -> list[CreditLine]:
    """In order, with what is billed instead and on which bill."""
    lines = note.lines.select_related("bill_line__charge", "rebill__charge").order_by("position")
    return list(lines.prefetch_related(Prefetch("rebill__charge__bill_lines__bill")))


def notes_of_bill(bill: Any) -> QuerySet[CreditNote]:
    """Every credit note that corrects the bill and was not rejected or withdrawn, oldest first."""
    return CreditNote.objects.filter(bill=bill, state__in=STANDING).order_by("pk")


def ledger_entry(note: CreditNote) -> Any:
    """The journal entry that posted the note; None while it waits."""
    return entry_of(f"credit_note/{note.number}") if note.number else None


def digest_of(note: CreditNote) -> str:
    """The digest of what stands on an approved note now."""
    head = FrozenNote(
        number=note.number or "",
        bill_number=note.bill.number or "",
        estate_code=note.estate.code,
        unit_code=note.unit_code,
        payer_name=note.payer_name,
        month=f"{note.month:%Y-%m}",
        total=note.total.fen,
        reason=note.reason,
        prepared_by=note.prepared_by_id,
        approved_by=note.decided_by_id or 0,
        issued_on=f"{note.issued_on}",
    )
    return digest_of_note(head, map(FrozenCredit._make, _frozen_lines(note)))


def _frozen_lines(note: CreditNote) -> Iterator[tuple[Any, ...]]:
    rows = note.lines.order_by("position").annotate(place=F("bill_line__position"))
    for row in rows.values_list("place", "item_code", "item_name", "start", "end", "line_amount", "amount"):
        yield (*row[:5], row[5].fen, row[6].fen)


def approved_notes() -> QuerySet[CreditNote]:
    return CreditNote.objects.filter(state=ApprovalState.APPROVED).select_related("bill", "estate")


def steps_of(notes: QuerySet[CreditNote]) -> QuerySet[Any]:
    """The lines of approved notes, each with `before`: what earlier notes, by number, took from the same bill line."""
    earlier = CreditLine.objects.filter(bill_line=OuterRef("bill_line"), note__number__lt=OuterRef("note__number"))
    taken = earlier.order_by().values("bill_line").annotate(sum=Sum("amount")).values("sum")
    lines = CreditLine.objects.filter(note__in=notes, note__state=ApprovalState.APPROVED)
    return lines.annotate(before=Coalesce(Subquery(taken), Value(ZERO, YuanField()), output_field=YuanField()))


def replaced_by(bill: Any) -> QuerySet[Rebill]:
    """Whose lines this bill is billed instead of."""
    rebills = Rebill.objects.filter(charge__bill_lines__bill=bill)
    return rebills.select_related("credit_line__note", "credit_line__bill_line__bill").order_by("pk")
