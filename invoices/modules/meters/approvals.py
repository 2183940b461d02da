"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.meters import selectors, services
from invoices.modules.meters.models import Meter, ReadingSheet, SupplierBill, SupplyTerms
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.kernel.period import Month


class Meters(ApprovalKind[Meter]):
    name, title, model = "meter", _("New meters"), Meter
    blocks_closing = False  # only its readings are charged
    page = "meter"

    def visible(self, user: User) -> QuerySet[Meter]:
        return selectors.visible_meters(user)

    def words(self, thing: Meter) -> str:
        return f"{thing.unit.code} {thing.item.name} {thing.number}"

    def approve(self, thing: Meter, *, by: User, now: datetime, today: date) -> str:
        services.approve_meter(meter_id=thing.pk, by=by, now=now)
        return gettext("Approved. It is read from now on.")


class ReadingSheets(ApprovalKind[ReadingSheet]):
    name, title, model = "reading_sheet", _("Sheets of meter readings"), ReadingSheet
    blocks_closing = True  # they are charged for their month
    page = "reading_sheet"

    def before(self, month: Month) -> Q:
        return Q(month__lt=month.end)

    def visible(self, user: User) -> QuerySet[ReadingSheet]:
        return selectors.visible_sheets(user)

    def words(self, thing: ReadingSheet) -> str:
        return f"{thing.estate.name} {thing.item.name} {thing.month:%Y-%m}"

    def approve(self, thing: ReadingSheet, *, by: User, now: datetime, today: date) -> str:
        services.approve_sheet(sheet_id=thing.pk, by=by, now=now)
        return gettext("Approved. What was used is charged with its month.")


class SuppliesTerms(ApprovalKind[SupplyTerms]):
    name, title, model = "supply_terms", _("Terms of supplies"), SupplyTerms
    blocks_closing = False  # what was charged before its approval stays
    page = "supply_terms"

    def visible(self, user: User) -> QuerySet[SupplyTerms]:
        return selectors.visible_terms(user)

    def approve(self, thing: SupplyTerms, *, by: User, now: datetime, today: date) -> str:
        services.approve_terms(terms_id=thing.pk, by=by, now=now)
        return gettext("Approved. They are in force from their first day.")


class SupplierBills(ApprovalKind[SupplierBill]):
    name, title, model = "supplier_bill", _("Bills of suppliers"), SupplierBill
    blocks_closing = True  # it is posted into its month
    page = "supplier_bill"

    def before(self, month: Month) -> Q:
        return Q(month__lt=month.end)

    def visible(self, user: User) -> QuerySet[SupplierBill]:
        return selectors.visible_bills(user)

    def words(self, thing: SupplierBill) -> str:
        return f"{thing.estate.name} {thing.item.name} {thing.month:%Y-%m} {thing.amount.grouped()}"

    def approve(self, thing: SupplierBill, *, by: User, now: datetime, today: date) -> str:
        services.approve_supplier_bill(bill_id=thing.pk, by=by, now=now, today=today)
        return gettext("Approved and posted. What the meters leave of it is shared with the month's charges.")


METERS, SHEETS, TERMS, BILLS = Meters(), ReadingSheets(), SuppliesTerms(), SupplierBills()
