"""Terms of a supply and the supplier's bills; each prepared by one person, approved by another."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.ledger.public import EntryDraft, Leg, books, post
from invoices.modules.meters.domain.errors import SupplierBillEmpty, SupplierBillTwice
from invoices.modules.meters.domain.supply import COLLECTED, PAYABLE
from invoices.modules.meters.models import SupplierBill, SupplyTerms
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO


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
        if same.exclude(state__in=NEVER_MIND).exists():
            raise SupplierBillTwice()
        bill.save()
        audit.record(by=by, action="meters.supplier_bill", subject=bill.audit_subject, **bill.audit_facts())
    return bill


def approve_supplier_bill(*, bill_id: int, by: User, now: datetime, today: date) -> SupplierBill:
    """It is owed to the supplier, and the households' meters and the agreed rule pay it.

    Raises NotAllowed, SamePerson, AlreadyDecided.
    """
    with transaction.atomic(), books(), approving(SupplierBill, bill_id, by=by, now=now) as bill:
        estate = bill.estate.code
        post(
            [
                EntryDraft(
                    source=f"supply/{bill.pk}",
                    posted_on=today,
                    month=bill.month,
                    memo=f"{bill.item.name} {bill.month:%Y-%m} 供方账单 {bill.number}"[:200],
                    legs=(
                        Leg(COLLECTED[bill.item.code], estate, fen=bill.amount.fen),
                        Leg(PAYABLE, estate, fen=-bill.amount.fen),
                    ),
                )
            ]
        )
    return bill
