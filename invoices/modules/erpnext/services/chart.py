"""The accounts of our ledger in ERPNext's chart: found by number or name, else made where their kind stands there."""

from collections.abc import Iterator
from typing import Any

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import SOURCE_FIELD, ledger_key, remote_id
from invoices.modules.erpnext.domain.errors import SetupMissing
from invoices.modules.erpnext.models import AccountMapping
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from invoices.modules.erpnext.services.names import mark
from property_ops.kernel.text import gettext_noop

ROOTS = {
    "asset": "Asset",
    "liability": "Liability",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expense",
}
CASH, BANK, CHANNELS = "1001", "1002", "1012"
NOT_BY_JOURNAL = {"Receivable", "Payable", "Stock"}
"""Types of account that ERPNext books to only with a party, or only by stock transactions."""
OF_OURS = "（物业系统）"
MOST_NAMED = 6


def accounts_of(gateway: Gateway, company: Row) -> Iterator[MadeDocument]:
    """Gives every account that anything of ours can be booked to, and that has none yet, its account over there.

    The bank is never made beside one that is there: where ERPNext has several, a person says which it is.
    """
    chart = _Chart(gateway, company)
    known = selectors.account_mappings()
    for account in selectors.ledger_accounts():
        if known.get(account.code) in chart.names:
            continue
        made = chart.place_of(account)
        yield made
        if not made.asks:
            AccountMapping.objects.update_or_create(account=account, defaults={"name": made.name})


class _Chart:
    """ERPNext's accounts of the company."""

    def __init__(self, gateway: Gateway, company: Row) -> None:
        self.gateway, self.company = gateway, company
        fields = ["name", "account_name", "account_number", "account_type", "is_group", "root_type", "parent_account"]
        self.rows = gateway.rows("Account", fields, {"company": company["name"]})
        self.names = {row["name"] for row in self.rows}
        self.leaves = [
            row for row in self.rows if not row.get("is_group") and row.get("account_type") not in NOT_BY_JOURNAL
        ]
        self.groups = [row for row in self.rows if row.get("is_group")]
        self.taken = {str(row.get("account_number") or "") for row in self.rows}
        self.headings = selectors.headings()
        self.space = selectors.current_space()

    def place_of(self, account: Any) -> MadeDocument:
        key = remote_id(self.space, ledger_key(account.code))
        found = self._found(account)
        if found:
            mark(self.gateway, "Account", found, key)
            return MadeDocument("Account", found, False)
        banks = self._banks() if account.code == BANK else []
        if banks:
            named = ", ".join(banks[:MOST_NAMED])
            return MadeDocument("Account", f"{account.code} {account.name}", False, asks=named)
        return self._made(account, key)

    def _found(self, account: Any) -> str | None:
        if account.code == CASH and self.company.get("default_cash_account"):
            return str(self.company["default_cash_account"])
        for row in self.leaves:
            if _number(row) in _numbers(account.code) or row.get("account_name") == account.name:
                return str(row["name"])
        return None

    def _banks(self) -> list[str]:
        """The bank accounts that are there: by their type, or below a group of the bank's number."""
        below = {row["name"] for row in self.groups if _number(row) == BANK}
        return [
            row["name"]
            for row in self.leaves
            if row.get("parent_account") in below
            or _number(row).startswith(BANK)
            or (row.get("account_type") == "Bank" and not _number(row).startswith(CHANNELS))
        ]

    def _made(self, account: Any, key: str) -> MadeDocument:
        is_taken = bool(_numbers(account.code) & self.taken)  # by a group, or an account that our entries cannot use
        named = {"account_name": account.name + OF_OURS} if is_taken else {"account_number": account.code}
        document = {
            "account_name": account.name,
            **named,
            "parent_account": self._parent(account),
            "company": self.company["name"],
            "is_group": 0,
            "account_type": _type_of(account.code),
            SOURCE_FIELD: key,
        }
        return made_once(self.gateway, "Account", {"company": self.company["name"], **named}, document)

    def _parent(self, account: Any) -> str:
        """The group of its own number or heading, the bank's group for money, or the root of its kind."""
        heading = account.code.rpartition(".")[0]
        wanted = _numbers(account.code) | (_numbers(heading) if heading else set())
        names = {self.headings.get(heading), account.name}
        for row in self.groups:
            if _number(row) in wanted or row.get("account_name") in names:
                return str(row["name"])
        if account.code.startswith((BANK, CHANNELS)):
            for row in self.groups:
                if row.get("account_type") == "Bank":
                    return str(row["name"])
        for row in self.groups:
            if row["root_type"] == ROOTS[account.kind] and not row.get("parent_account"):
                return str(row["name"])
        raise SetupMissing(problem=gettext_noop("ERPNext's own set-up is not finished: a root account is missing."))


def _number(row: Row) -> str:
    return str(row.get("account_number") or "")


def _numbers(code: str) -> set[str]:
    """A code as charts write it: with and without the dot."""
    return {code, code.replace(".", "")}


def _type_of(code: str) -> str:
    if code == CASH:
        return "Cash"
    return "Bank" if code.startswith((BANK, CHANNELS)) else ""
