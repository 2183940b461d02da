"""Where ERPNext books what: items, cost centres, accounts."""

from datetime import date

from django.db.models import QuerySet

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.erpnext.domain.documents import MappedItem
from invoices.modules.erpnext.models import AccountMapping, Connection, CostCentre, ItemMapping
from invoices.modules.ledger.public import RECEIVABLE, LedgerAccount, years_posted_in
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.first_days import FirstOfYear, first_days
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import Material, MaterialMove


def booked_items() -> dict[str, MappedItem]:
    """Fee item code → its place in ERPNext; its income goes where the item's account of our ledger is there."""
    accounts = account_mappings()
    return {
        mapping.fee_item.code: MappedItem(
            mapping.item,
            mapping.income_account or accounts.get(mapping.fee_item.income_account, ""),
            mapping.tax_template,
        )
        for mapping in ItemMapping.objects.select_related("fee_item")
    }


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


def store_items() -> dict[str, str]:
    """Code of a material → the item that ERPNext's store keeps."""
    found: dict[str, str] = Connection.load().materials
    return found


def materials_of_works() -> dict[str, str]:
    """Code → name of the materials that works took from the store."""
    taken = Material.objects.filter(moves__kind=MaterialMove.Kind.ISSUE).distinct().order_by("code")
    return dict(taken.values_list("code", "name"))


def fee_items() -> QuerySet[FeeItem]:
    """The fee items that stand on bills."""
    return FeeItem.objects.exclude(income_account="").order_by("id")


def estates(user: User) -> list[Estate]:
    """All of them: works have costs in estates that are not managed as well."""
    return list(Estate.objects.visible_to(user).order_by("code"))


def managed_estates() -> list[Estate]:
    """Those with homes that are billed."""
    return list(Estate.objects.exclude(taken_over_on=None).order_by("code"))


def ledger_accounts() -> list[LedgerAccount]:
    """The accounts of our ledger that anything can be booked to: no headings, and not what is owed."""
    accounts = list(LedgerAccount.objects.order_by("code"))
    headings = {account.code.rpartition(".")[0] for account in accounts}
    return [account for account in accounts if account.code not in headings and account.code != RECEIVABLE]


def headings() -> dict[str, str]:
    """Code → name of the accounts that only add up others."""
    names = dict(LedgerAccount.objects.values_list("code", "name"))
    return {code: names[code] for code in {one.rpartition(".")[0] for one in names} if code in names}


def posting_years() -> list[date]:
    """The first day of each year in which something was issued or booked."""
    issued = first_days(Bill.objects.filter(state=BillState.ISSUED), FirstOfYear("issued_on"))
    return sorted({*issued, *years_posted_in()})


def splits_vat() -> bool:
    """Whether invoices over there take VAT out of the income themselves, so that our entry of it stays here."""
    return ItemMapping.objects.exclude(tax_template="").exists()
