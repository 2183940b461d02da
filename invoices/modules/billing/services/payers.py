"""Who pays a unit's bills: changed by two, for the bills that are drafted from then on (docs/product.md rule 9)."""

from datetime import datetime

from django.db import transaction

from invoices.modules.billing.domain.errors import NothingChanges, PayerChangedMeanwhile, PayerChangeWaits
from invoices.modules.billing.models import BillingAccount, PayerChange
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import ReasonMissing


def prepare_payer_change(*, change: PayerChange, by: User, now: datetime) -> PayerChange:
    """Store it beside what holds now; another person approves it.

    Raises NotAllowed, ReasonMissing, PayerChangeWaits, NothingChanges.
    """
    require(by, PayerChange.rights.prepare, change.unit)
    if not change.reason.strip():
        raise ReasonMissing()
    with transaction.atomic():
        if PayerChange.objects.filter(PayerChange.WAITS, unit=change.unit).exists():
            raise PayerChangeWaits(unit=change.unit.code)
        now_so = _account(change)
        change.payer_before, change.split_before, change.mask_before = _terms(now_so)
        if _terms(now_so) == (change.payer, change.split_by_days, change.mask_payer):
            raise NothingChanges()
        change.reason, change.prepared_by, change.prepared_at = change.reason.strip(), by, now
        change.save()
    return change


def approve_payer_change(*, change_id: int, by: User, now: datetime) -> PayerChange:
    """Bills that are drafted from now on go there. Raises NotAllowed, SamePerson, AlreadyDecided,
    PayerChangedMeanwhile."""
    with approving(PayerChange, change_id, by=by, now=now) as change:
        account = _account(change)
        if _terms(account) != (change.payer_before, change.split_before, change.mask_before):
            raise PayerChangedMeanwhile(unit=change.unit.code)
        account.payer, account.split_by_days, account.mask_payer = (
            change.payer,
            change.split_by_days,
            change.mask_payer,
        )
        account.save()
    return change


def _account(change: PayerChange) -> BillingAccount:
    """The unit's account as it is stored, or as every unit begins."""
    found = BillingAccount.objects.select_for_update(of=("self",)).filter(unit=change.unit).first()
    return found or BillingAccount(unit=change.unit)


def _terms(account: BillingAccount) -> tuple[str, bool, bool]:
    return str(account.payer), account.split_by_days, account.mask_payer
