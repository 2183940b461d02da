"""Terms of a supply and the supplier's bills; each prepared by one person, approved by another."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import EntryDraft, Leg, books, post
from invoices.modules.meters import selectors
from invoices.modules.meters.domain.errors import (
    SupplierBillCharged,
    SupplierBillDoesNotStand,
    SupplierBillEmpty,
    SupplierBillTwice,
)
from invoices.modules.meters.domain.supply import COLLECTED, PAYABLE
from invoices.modules.meters.models import SupplierBill, SupplyTerms
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.approval.services import approving, refuse_own
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.writing import with_reason


def propose_terms(*, terms: SupplyTerms, by: User, now: datetime) -> SupplyTerms:
    """New terms, not stored yet, that wait for another person. Raises NotAllowed."""
    require(by, SupplyTerms.rights.prepare, terms.estate)
    terms.prepared_by, terms.prepared_at = by, now
    with transaction.atomic():
        terms.save()
        audit.record(by=by, action="meters.terms", subject=terms.audit_subject)
    return terms


def approve_terms(*, terms_id: int, by: User, now: datetime) -> SupplyTerms:
    """In force from their day on. Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(SupplyTerms, terms_id, by=by, now=now) as terms:
        pass
    return terms


def enter_supplier_bill(*, bill: SupplierBill, by: User, now: datetime) -> SupplierBill:
    """A bill, not stored yet, waits for another person. Raises NotAllowed, SupplierBillEmpty, SupplierBillTwice."""
    require(by, SupplierBill.rights.prepare, bill.estate)
    if bill.quantity <= 0 or bill.amount <= ZERO:
        raise SupplierBillEmpty()
    bill.prepared_by, bill.prepared_at = by, now
    same = SupplierBill.objects.filter(estate=bill.estate, item=bill.item, month=bill.month)
    with transaction.atomic():
        if same.exclude(state__in=NEVER_MIND).filter(taken_back_on=None).exists():
            raise SupplierBillTwice()
        bill.save()
        audit.record(by=by, action="meters.supplier_bill", subject=bill.audit_subject, **bill.audit_facts())
    return bill


def approve_supplier_bill(*, bill_id: int, by: User, now: datetime, today: date) -> SupplierBill:
    """It is owed to the supplier, and the households' meters and the agreed rule pay it.

    Raises NotAllowed, SamePerson, AlreadyDecided.
    """
    with transaction.atomic(), books(), approving(SupplierBill, bill_id, by=by, now=now) as bill:
        post([_entry(bill, f"supply/{bill.pk}", "供方账单", bill.amount.fen, today)])
    return bill


def take_back_supplier_bill(*, bill_id: int, because: str, by: User, today: date) -> SupplierBill:
    """A wrong bill: what it posted is posted back, and the right one can be entered. By another than entered it.

    Raises NotAllowed, SamePerson, ReasonMissing, SupplierBillDoesNotStand, SupplierBillCharged.
    """
    because = with_reason(because)
    estate = SupplierBill.objects.select_related("estate").get(pk=bill_id).estate
    require(by, SupplierBill.rights.approve, estate)
    with locked_transaction(f"charge/{estate.code}"), books():
        bill = SupplierBill.objects.select_for_update().get(pk=bill_id)
        refuse_own(bill, by)
        if not SupplierBill.objects.filter(SupplierBill.STANDS, pk=bill_id).exists():
            raise SupplierBillDoesNotStand()
        charged = selectors.charged_for([bill])[bill.pk]
        if charged:
            raise SupplierBillCharged(amount=charged.grouped())
        bill.taken_back_on, bill.taken_back_by, bill.taken_back_because = today, by, because
        bill.save(update_fields=["taken_back_on", "taken_back_by", "taken_back_because"])
        post([_entry(bill, f"supply_undone/{bill.pk}", "撤回供方账单", -bill.amount.fen, today)])
        audit.record(by=by, action="meters.supplier_bill_taken_back", subject=bill.audit_subject, because=because)
    return bill


def _entry(bill: SupplierBill, source: str, words: str, fen: int, today: date) -> EntryDraft:
    estate = bill.estate.code
    return EntryDraft(
        source=source,
        posted_on=today,
        month=bill.month,
        memo=f"{bill.item.name} {bill.month:%Y-%m} {words} {bill.number}"[:200],
        legs=(Leg(COLLECTED[bill.item.code], estate, fen=fen), Leg(PAYABLE, estate, fen=-fen)),
    )
