"""What `property-ops verify` asks of the corrections (docs/product.md rules 6, 7, 8 and 10)."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import F, Sum

from invoices.modules.charges.public import CORRECTION, Charge, charged_twice, wrong_products
from invoices.modules.corrections import selectors
from invoices.modules.corrections.domain.states import State
from invoices.modules.corrections.models import CreditLine, CreditNote, LateChargeTerms, Plan, Rebill, WriteOff
from invoices.modules.ledger.public import RECEIVABLE, evidence_of, posted_to
from invoices.modules.receivables.public import LATE_CHARGE
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.checks import Check, Difference, overlaps, wrong_amounts
from property_ops.framework.models import NumberSeries
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _credits()
    yield _posted()
    yield _anew()
    yield _late_charges()
    yield _numbers()
    yield _four_eyes()


def _credits() -> Check:
    """Rule 7: credits never exceed what they credit; a note is the sum of its lines."""
    standing = CreditLine.objects.exclude(note__state=State.DROPPED).order_by()
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
    approved = CreditNote.objects.filter(state=State.APPROVED).aggregate(sum=Sum("total"))["sum"] or ZERO
    return Check(
        name=gettext_noop("Credits stay within what they credit"),
        figures={
            gettext_noop("credit notes"): f"{CreditNote.objects.count():,}",
            gettext_noop("yuan"): approved.grouped(),
        },
        differences=tuple(differences),
    )


def _posted() -> Check:
    """Every approved credit note and write-off is its entry in the ledger, and a note is as it was issued."""
    in_ledger, evidence = posted_to(RECEIVABLE), evidence_of()
    wanted: dict[str, tuple[str, Yuan]] = {}
    changed: list[Difference] = []
    for note in selectors.approved_notes():
        wanted[f"credit_note/{note.number}"] = (str(note.number), -note.total)
        digest = selectors.digest_of(note)
        if not note.digest == digest == evidence.get(f"credit_note/{note.number}"):
            says = gettext_noop("credit note %(note)s was changed after it was issued")
            changed.append(Difference(says, {"note": note.number}))
    for number, total in WriteOff.objects.filter(state=State.APPROVED).values_list("number", "total"):
        wanted[f"write_off/{number}"] = (str(number), -total)
    posted = {
        source: amount for source, amount in in_ledger.items() if source.startswith(("credit_note/", "write_off/"))
    }
    differences = [
        Difference(
            gettext_noop("%(number)s is %(total)s, in the ledger it is %(posted)s"),
            {"number": number, "total": total, "posted": posted.get(source, ZERO)},
        )
        for source, (number, total) in wanted.items()
        if total != posted.get(source, ZERO)
    ]
    differences += [
        Difference(gettext_noop("the ledger has an entry of %(source)s, which is not approved"), {"source": source})
        for source in sorted(posted.keys() - wanted.keys())
    ]
    return Check(
        name=gettext_noop("Every credit note and write-off is its entry in the ledger"),
        figures={gettext_noop("approved"): f"{len(wanted):,}"},
        differences=(*differences, *changed),
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
    differences = list(wrong_amounts(wrong_products(CORRECTION)))
    for pk, key in Charge.objects.filter(source=CORRECTION).values_list("pk", "source_key"):
        state, line, amount = rebills.get(pk, ("", 0, ZERO))
        if state != State.APPROVED or credited.get(line) != amount:
            says = gettext_noop("charge %(key)s replaces no line that is credited in full")
            differences.append(Difference(says, {"key": key}))
    waiting = Rebill.objects.filter(charge=None, credit_line__note__state=State.APPROVED)
    differences += [
        Difference(gettext_noop("a line of credit note %(note)s was not billed anew"), {"note": number})
        for number in waiting.values_list("credit_line__note__number", flat=True)
    ]
    return Check(
        name=gettext_noop("What was billed anew stands for a line credited in full"),
        figures={gettext_noop("lines billed anew"): f"{len(rebills):,}"},
        differences=tuple(differences),
    )


def _late_charges() -> Check:
    """Rule 13: simple, of a principal line only, within the cap, each day once."""
    differences = [*wrong_amounts(wrong_products(LATE_CHARGE)), *overlaps(charged_twice(LATE_CHARGE))]
    count, amount = 0, ZERO
    for estate in selectors.estates_with_late_charges():
        by_line = selectors.charged_late(estate)
        lines = selectors.lines_named(by_line)
        caps = selectors.highest_cap(estate)
        for pk, months in by_line.items():
            charged = sum(months.values(), ZERO)
            count, amount = count + len(months), amount + charged
            line = lines[pk]
            if line.item_code == LATE_CHARGE or charged > Yuan.rounded(line.amount.as_fraction() * caps):
                says = gettext_noop("a line of bill %(bill)s is %(amount)s, its late charges are %(charged)s")
                differences.append(
                    Difference(says, {"bill": line.bill.number, "amount": line.amount, "charged": charged})
                )
    return Check(
        name=gettext_noop("Late charges are of principal only, and within their cap"),
        figures={gettext_noop("late charges"): f"{count:,}", gettext_noop("yuan"): amount.grouped()},
        differences=tuple(differences),
    )


def _numbers() -> Check:
    given = [
        str(number)
        for kind in (CreditNote, WriteOff)
        for number in kind._default_manager.exclude(number=None).values_list("number", flat=True)
    ]
    series = NumberSeries.objects.filter(name__regex=r"^(HZ|HX)\d{4}$").values_list("name", "next_number")
    wanted = {f"{name}-{number:06d}" for name, following in series for number in range(1, following)}
    says = gettext_noop("number %(number)s is missing"), gettext_noop("number %(number)s was never given out")
    return Check(
        name=gettext_noop("Numbers of credit notes and write-offs have no gaps"),
        figures={gettext_noop("numbers"): f"{len(given):,}"},
        differences=(
            *(Difference(says[0], {"number": number}) for number in sorted(wanted - set(given))),
            *(Difference(says[1], {"number": number}) for number in sorted(set(given) - wanted)),
        ),
    )


def _four_eyes() -> Check:
    approved = list(
        chain.from_iterable(
            kind._default_manager.filter(state=State.APPROVED).select_related("decided_by", "prepared_by")
            for kind in (CreditNote, WriteOff, Plan, LateChargeTerms)
        )
    )
    return Check(
        name=gettext_noop("Every correction was approved by another person"),
        figures={gettext_noop("approved"): f"{len(approved):,}"},
        differences=tuple(
            Difference(gettext_noop("%(thing)s was not approved by another person"), {"thing": str(one)})
            for one in approved
            if one.decided_by is None or one.decided_by == one.prepared_by or one.decided_by.username == SYSTEM
        ),
    )
