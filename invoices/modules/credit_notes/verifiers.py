"""What `property-ops verify` asks of the credit notes (docs/product.md rules 6, 7, 8 and 10)."""

from collections.abc import Iterator

from django.db.models import F, Sum

from invoices.modules.charges.public import Charge
from invoices.modules.credit_notes import selectors
from invoices.modules.credit_notes.domain.rebilling import CORRECTION
from invoices.modules.credit_notes.models import CreditLine, CreditNote, Rebill
from invoices.modules.ledger.public import evidence_of, unlike_entries
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop

ENTRY = "credit_note/"


def verify() -> Iterator[Check]:
    yield _credits()
    yield _posted()
    yield _anew()


def _credits() -> Check:
    """Rule 7: credits never exceed what they credit; a note is the sum of its lines."""
    standing = CreditLine.objects.exclude(note__state__in=NEVER_MIND).order_by()
    sums = standing.values_list("bill_line__bill__number", "bill_line__amount", "bill_line_id").annotate(
        sum=Sum("amount")
    )
    differences = [
        Difference(
            gettext_noop("a line of bill %(bill)s is %(amount)s, credited are %(credited)s"),
            {"bill": bill, "amount": amount, "credited": credited},
        )
        for bill, amount, _, credited in sums.exclude(sum__lte=F("bill_line__amount"))
    ]
    totals = CreditNote.objects.annotate(sum=Sum("lines__amount")).exclude(sum=F("total"))
    differences += [
        Difference(
            gettext_noop("credit note %(note)s is %(total)s, its lines add up to %(lines)s"),
            {"note": number or f"{bill} (…)", "total": total, "lines": lines or ZERO},
        )
        for number, bill, total, lines in totals.values_list("number", "bill__number", "total", "sum")
    ]
    approved = CreditNote.objects.filter(state=ApprovalState.APPROVED).aggregate(sum=Sum("total"))["sum"] or ZERO
    return Check(
        name=gettext_noop("Credits stay within what they credit"),
        figures={
            gettext_noop("credit notes"): f"{CreditNote.objects.count():,}",
            gettext_noop("yuan"): approved.grouped(),
        },
        differences=tuple(differences),
    )


def _posted() -> Check:
    """Every approved credit note is its entry in the ledger, and as it was issued."""
    evidence = evidence_of()
    wanted: dict[str, Yuan] = {}
    changed: list[Difference] = []
    for note in selectors.approved_notes():
        wanted[str(note.number)] = -note.total
        digest = selectors.digest_of(note)
        if not note.digest == digest == evidence.get(f"{ENTRY}{note.number}"):
            says = gettext_noop("credit note %(note)s was changed after it was issued")
            changed.append(Difference(says, {"note": note.number}))
    return Check(
        name=gettext_noop("Every credit note is its entry in the ledger"),
        figures={gettext_noop("approved"): f"{len(wanted):,}"},
        differences=(*unlike_entries(ENTRY, wanted), *changed),
    )


def _anew() -> Check:
    """Rule 6: whatever was charged anew stands in the place of a line that is credited in full, once."""
    rebills = {
        charge: (state, credited, line)
        for charge, state, credited, line in Rebill.objects.exclude(charge=None).values_list(
            "charge_id", "credit_line__note__state", "credit_line__bill_line_id", "credit_line__bill_line__amount"
        )
    }
    credited = selectors.credited_for_good([line for _, line, _ in rebills.values()])
    differences = []
    for pk, key in Charge.objects.filter(source=CORRECTION).values_list("pk", "source_key"):
        state, line, amount = rebills.get(pk, ("", 0, ZERO))
        if state != ApprovalState.APPROVED or credited.get(line) != amount:
            says = gettext_noop("charge %(key)s replaces no line that is credited in full")
            differences.append(Difference(says, {"key": key}))
    waiting = Rebill.objects.filter(charge=None, credit_line__note__state=ApprovalState.APPROVED)
    differences += [
        Difference(gettext_noop("a line of credit note %(note)s was not billed anew"), {"note": number})
        for number in waiting.values_list("credit_line__note__number", flat=True)
    ]
    return Check(
        name=gettext_noop("What was billed anew stands for a line credited in full"),
        figures={gettext_noop("lines billed anew"): f"{len(rebills):,}"},
        differences=tuple(differences),
    )
