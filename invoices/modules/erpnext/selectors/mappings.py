"""Where ERPNext books what: items, cost centres, accounts."""

from datetime import date

from django.db.models import QuerySet

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.erpnext.domain.documents import MappedItem
from invoices.modules.erpnext.models import AccountMapping, CostCentre, ItemMapping
from invoices.modules.erpnext.selectors.bookings import accounts_booked_to
from invoices.modules.ledger.public import LedgerAccount, years_posted_in
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, managed_estates


def item_mappings() -> dict[str, MappedItem]:
    """Fee item code → its place in ERPNext."""
    return {
        mapping.fee_item.code: MappedItem(mapping.item, mapping.income_account, mapping.tax_template)
        for mapping in ItemMapping.objects.select_related("fee_item")
    }


def cost_centres() -> dict[str, str]:
    """Estate code → its cost centre."""
    return dict(CostCentre.objects.values_list("estate__code", "name"))


def account_mappings() -> dict[str, str]:
    """Account code of our ledger → ERPNext's account."""
    return dict(AccountMapping.objects.values_list("account__code", "name"))


def fee_items() -> QuerySet[FeeItem]:
    """The fee items that stand on bills."""
    return FeeItem.objects.exclude(income_account="").order_by("id")


def managed(user: User) -> list[Estate]:
    return list(managed_estates(user))


def ledger_accounts() -> QuerySet[LedgerAccount]:
    """The accounts of our ledger that ERPNext must know."""
    return LedgerAccount.objects.filter(code__in=accounts_booked_to()).order_by("code")


def posting_years() -> list[date]:
    """The first day of each year in which something was issued or booked."""
    issued = Bill.objects.filter(state=BillState.ISSUED).dates("issued_on", "year")
    return sorted({*issued, *years_posted_in()})
