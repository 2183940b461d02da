"""The accounts of our ledger in ERPNext's chart: found by number or name, else made under the root of their kind."""

from collections.abc import Iterator
from typing import Any

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.errors import SetupMissing
from invoices.modules.erpnext.models import AccountMapping
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from property_ops.kernel.text import gettext_noop

ROOTS = {
    "asset": "Asset",
    "liability": "Liability",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expense",
}
CASH, BANKS = "1001", ("1002", "1012")
NOT_BY_JOURNAL = {"Receivable", "Payable", "Stock"}
"""Types of account that ERPNext books to only with a party, or only by stock transactions."""
OF_OURS = "（物业系统）"


def accounts_of(gateway: Gateway, company: Row) -> Iterator[MadeDocument]:
    """Gives every account that an entry of ours was booked to, and that has none yet, its account over there."""
    known = selectors.account_mappings()
    missing = [account for account in selectors.ledger_accounts() if account.code not in known]
    if not missing:
        return
    chart = _Chart(gateway, company)
    for account in missing:
        made = chart.place_of(account)
        AccountMapping.objects.update_or_create(account=account, defaults={"name": made.name})
        yield made


class _Chart:
    """ERPNext's accounts of the company."""

    def __init__(self, gateway: Gateway, company: Row) -> None:
        self.gateway, self.company = gateway, company
        fields = ["name", "account_name", "account_number", "account_type", "is_group", "root_type", "parent_account"]
        rows = gateway.rows("Account", fields, {"company": company["name"]})
        self.leaves = [row for row in rows if not row.get("is_group") and row.get("account_type") not in NOT_BY_JOURNAL]
        self.taken = {str(row.get("account_number") or "") for row in rows}
        self.roots = {
            row["root_type"]: row["name"] for row in rows if row.get("is_group") and not row.get("parent_account")
        }

    def place_of(self, account: Any) -> MadeDocument:
        found = self._found(account)
        return MadeDocument("Account", found, False) if found else self._made(account)

    def _found(self, account: Any) -> str | None:
        if account.code == CASH and self.company.get("default_cash_account"):
            return str(self.company["default_cash_account"])
        numbers = {account.code, account.code.replace(".", "")}
        for row in self.leaves:
            if str(row.get("account_number") or "") in numbers or row.get("account_name") == account.name:
                return str(row["name"])
        return None

    def _made(self, account: Any) -> MadeDocument:
        root = self.roots.get(ROOTS[account.kind])
        if root is None:
            raise SetupMissing(problem=gettext_noop("ERPNext's own set-up is not finished: a root account is missing."))
        is_taken = account.code in self.taken  # by a group, or by an account that our entries cannot use
        named = {"account_name": account.name + OF_OURS} if is_taken else {"account_number": account.code}
        document = {
            "account_name": account.name,
            **named,
            "parent_account": root,
            "company": self.company["name"],
            "is_group": 0,
            "account_type": _type_of(account.code),
        }
        return made_once(self.gateway, "Account", {"company": self.company["name"], **named}, document)


def _type_of(code: str) -> str:
    if code == CASH:
        return "Cash"
    return "Bank" if code.startswith(BANKS) else ""
