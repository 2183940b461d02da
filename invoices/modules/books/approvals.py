"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.books import selectors
from invoices.modules.books.models import BankReconciliation, FixedAsset, FixedAssetDisposal, ManualVoucher
from invoices.modules.books.services import (
    approve_disposal,
    approve_fixed_asset,
    approve_manual_voucher,
    approve_reconciliation,
)
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class ManualVouchers(ApprovalKind[ManualVoucher]):
    name, title, model = "voucher", _("Manual vouchers"), ManualVoucher
    blocks_closing = True
    page = "manual_voucher"

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[ManualVoucher]:
        return selectors.manual_vouchers(user)

    def words(self, thing: ManualVoucher) -> str:
        return f"{thing.day} {thing.memo} ¥{thing.total.grouped()}"  # type: ignore[attr-defined]

    def approve(self, thing: ManualVoucher, *, by: User, now: datetime, today: date) -> str:
        approve_manual_voucher(voucher_id=thing.pk, by=by, now=now)
        return gettext("The voucher is approved and posted.")


class Reconciliations(ApprovalKind[BankReconciliation]):
    name, title, model = "reconciliation", _("Bank reconciliations"), BankReconciliation
    blocks_closing = False  # a point of its own asks for the accounts that moved

    def url(self, thing: BankReconciliation) -> str:
        return reverse("reconciliation", args=[thing.account, f"{thing.month:%Y-%m}"])

    def words(self, thing: BankReconciliation) -> str:
        return f"{thing} ¥{thing.adjusted.grouped()}"

    def approve(self, thing: BankReconciliation, *, by: User, now: datetime, today: date) -> str:
        approve_reconciliation(reconciliation_id=thing.pk, by=by, now=now)
        return gettext("The reconciliation is signed.")


class FixedAssets(ApprovalKind[FixedAsset]):
    name, title, model = "fixed_asset", _("Cards of fixed assets"), FixedAsset
    blocks_closing = True
    page = "fixed_asset"

    def before(self, month: Month) -> Q:
        return Q(used_since__lt=month.start)

    def visible(self, user: User) -> QuerySet[FixedAsset]:
        return selectors.fixed_assets(user)

    def words(self, thing: FixedAsset) -> str:
        return f"{thing} ¥{thing.cost.grouped()}"

    def approve(self, thing: FixedAsset, *, by: User, now: datetime, today: date) -> str:
        approve_fixed_asset(asset_id=thing.pk, by=by, now=now)
        return gettext("Approved. It is depreciated every month from now on.")


class Disposals(ApprovalKind[FixedAssetDisposal]):
    name, title, model = "asset_disposal", _("Disposals of fixed assets"), FixedAssetDisposal
    blocks_closing = True

    def before(self, month: Month) -> Q:
        return Q(day__lt=month.end)

    def visible(self, user: User) -> QuerySet[FixedAssetDisposal]:
        return selectors.disposals(user)

    def url(self, thing: FixedAssetDisposal) -> str:
        return reverse("fixed_asset", args=[thing.asset_id])

    def words(self, thing: FixedAssetDisposal) -> str:
        return f"{thing.day} {thing}"

    def approve(self, thing: FixedAssetDisposal, *, by: User, now: datetime, today: date) -> str:
        approve_disposal(disposal_id=thing.pk, by=by, now=now)
        return gettext("Approved. The asset is out of the books.")


FIXED_ASSETS, DISPOSALS = FixedAssets(), Disposals()
MANUAL_VOUCHERS, RECONCILIATIONS = ManualVouchers(), Reconciliations()
