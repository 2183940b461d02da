"""Start from ERPNext: what a company there begins with, as the registers that our imports read.

Nothing is stored here: the workbook is imported like any other, shown before it is taken, and every paper in it waits
for a second person (docs/adr/0034). Only the customers are told who they are, where a person asks for that.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.beginnings import (
    Beginning,
    BroughtBalance,
    BroughtCustomer,
    BroughtDebt,
    OpenInvoice,
    account_for,
    debts_of,
)
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, SOURCE_FIELD, item_key, party_in, remote_id
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.roles import READING
from invoices.modules.erpnext.domain.states import DocStatus, SyncState
from invoices.modules.erpnext.models import ItemMapping, SyncEvent, SyncRecord
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.names import mark_alone
from invoices.modules.erpnext.services.rights import require_rights
from invoices.modules.ledger.public import RECEIVABLE
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan

PAYABLE, RESULT = "2202", "3104"
"""Where suppliers are owed, and where income and cost of a year that is not closed there begin here."""
OF_THE_YEAR = ("Income", "Expense")
FIELDS = ["name", "account_name", "account_number", "account_type", "root_type"]


def begin_from(*, access: ErpNextAccess, gateway: Gateway, by: User, day: date) -> Beginning:
    """What stands there at the end of `day`. Only reads.

    Raises NotAllowed, RolesMissing, and what the gateway raises.
    """
    require(by, "erpnext.push")
    require_rights(gateway, READING)
    found = Beginning(access.company, day)
    found.customers = list(_customers(gateway))
    _balances(gateway, found)
    _debts(gateway, found)
    found.suppliers = sorted({one.about for one in found.balances if one.code == PAYABLE and one.about})
    items = gateway.rows("Item", ["item_code", "item_name"], {"disabled": 0, "is_stock_item": 0})
    found.items = [(row["item_code"], row["item_name"]) for row in items if not row["item_code"].startswith("PO-")]
    return found


def adopt_customers(*, found: Beginning, gateway: Gateway, by: User, now: datetime) -> int:
    """Write our id on the customers of theirs who are payers of ours, so that no second one is made for them; how many.

    Raises NotAllowed, and what the gateway raises; what was adopted stays so, and it may be done again.
    """
    require(by, "erpnext.configure")
    taken = selectors.recorded([one.key for one in found.customers if one.key])
    fresh = [one for one in found.customers if one.key and not one.is_ours and one.key not in taken]
    for one in fresh:
        space = selectors.current_space()
        gateway.update(CUSTOMER, one.name, {SOURCE_FIELD: remote_id(space, one.key)})
        with transaction.atomic():
            record = SyncRecord.objects.create(
                space=space,
                doctype=CUSTOMER,
                key=one.key,
                label=one.called[:140],
                content={},
                state=SyncState.SENT,
                remote_name=one.name,
                settled_at=now,
            )
            SyncEvent.objects.create(record=record, happened_at=now, state=SyncState.SENT, detail=one.name)
    audit.record(by=by, action="erpnext.adopted", subject=found.company[:120], customers=len(fresh))
    return len(fresh)


def take_items(*, places: Mapping[int, str], gateway: Gateway, by: User) -> int:
    """Items of theirs stand for fee items of ours from now on, by the fee items' ids; how many.

    Each carries our id, so that a later renaming there is followed. Raises NotAllowed, and what the gateway raises; an
    item that is not there, or has stock, is left out.
    """
    require(by, "erpnext.configure")
    wanted = {pk: name for pk, name in places.items() if name}
    filters = {"name": ["in", sorted(set(wanted.values()))], "disabled": 0, "is_stock_item": 0}
    there = {row["name"] for row in gateway.rows("Item", ["name"], filters)} if wanted else set()
    taken = 0
    for fee_item in selectors.fee_items().filter(pk__in=wanted):
        name = wanted[fee_item.pk]
        if name not in there:
            continue
        mark_alone(gateway, "Item", name, item_key(fee_item.code))
        ItemMapping.objects.update_or_create(fee_item=fee_item, defaults={"item": name})
        audit.record(by=by, action="erpnext.mapped", subject=fee_item.code)
        taken += 1
    return taken


def _customers(gateway: Gateway) -> Iterator[BroughtCustomer]:
    """Each with the payer who it is: by our id, by the unit's code in its name, or by a name that one payer has."""
    payers = selectors.payers()
    by_unit, by_name = defaultdict(list), defaultdict(list)
    for key, (unit, name) in payers.items():
        by_unit[unit].append(key)
        by_name[name].append(key)
    space = selectors.current_space()
    ours = {remote_id(space, key): key for key in payers}
    for row in gateway.rows(CUSTOMER, ["name", "customer_name", SOURCE_FIELD], {"disabled": 0}):
        called = str(row["customer_name"])
        known = ours.get(row.get(SOURCE_FIELD) or "", "")
        yield BroughtCustomer(row["name"], called, known or _payer(called, by_unit, by_name), bool(known))


def _payer(called: str, by_unit: Mapping[str, list[str]], by_name: Mapping[str, list[str]]) -> str:
    first, _, rest = called.partition(" ")
    of_unit = by_unit.get(first, [])
    if rest:
        of_unit = [key for key in of_unit if key in by_name.get(rest.strip(), [])] or of_unit
    found = of_unit if len(of_unit) == 1 else by_name.get(called.strip(), [])
    return found[0] if len(found) == 1 else ""


def _balances(gateway: Gateway, found: Beginning) -> None:
    """By account of ours; what suppliers are owed one by one, and the result of the year in one sum."""
    accounts = {row["name"]: row for row in gateway.rows("Account", FIELDS, {"company": found.company, "is_group": 0})}
    codes, mapped = selectors.codes_of_ledger(), {name: code for code, name in selectors.account_mappings().items()}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    filters = {"company": found.company, "is_cancelled": 0, "posting_date": ["<=", str(found.day)]}
    for row in gateway.sums("GL Entry", ["account", "party"], ["debit", "credit"], filters):
        account = accounts.get(row["account"])
        fen = (money_in(row["debit"]) or ZERO).fen - (money_in(row["credit"]) or ZERO).fen
        code = _code(account, codes, mapped) if account else ""
        party = str(row.get("party") or "") if code == PAYABLE else ""
        sums[code or f"?{row['account']}", party] += fen
    for (code, party), fen in sorted(sums.items()):
        if not fen:
            continue
        into = found.strange if code.startswith("?") else found.balances
        into.append(BroughtBalance(code.removeprefix("?"), codes.get(code, ""), party, Yuan(fen)))


def _code(account: Row, codes: Mapping[str, str], mapped: Mapping[str, str]) -> str:
    if account.get("root_type") in OF_THE_YEAR:
        return RESULT
    kinds = {"Receivable": RECEIVABLE, "Payable": PAYABLE}
    by_kind = kinds.get(str(account.get("account_type") or ""), "")
    return by_kind or mapped.get(account["name"], "") or account_for(str(account.get("account_number") or ""), codes)


def _debts(gateway: Gateway, found: Beginning) -> None:
    """What every customer owes by the ledger, invoice by invoice, or has paid ahead."""
    owed: dict[str, int] = defaultdict(int)
    filters = {
        "company": found.company,
        "is_cancelled": 0,
        "posting_date": ["<=", str(found.day)],
        "party_type": CUSTOMER,
    }
    for row in gateway.sums("GL Entry", ["party"], ["debit", "credit"], filters):
        owed[row["party"]] += (money_in(row["debit"]) or ZERO).fen - (money_in(row["credit"]) or ZERO).fen
    invoices = _open_invoices(gateway, found)
    known = {one.name: one for one in found.customers}
    payers = selectors.payers()
    for customer, fen in sorted(owed.items()):
        if not fen and not invoices.get(customer):
            continue
        one = known.get(customer)
        key = one.key if one else ""
        unit, payer = payers.get(key, ("", one.called if one else customer))
        estate = selectors.estate_name_of(party_in(key)[0]) if key else ""
        debts, ahead = debts_of(customer, Yuan(fen), invoices.get(customer, []), found.day)
        who = (customer, estate, unit or customer, payer)
        for debt in debts:
            month = debt.day.replace(day=1)
            found.arrears.append(BroughtDebt(*who, amount=debt.left, month=month, due_on=debt.due_on, about=debt.name))
        if ahead:
            found.prepaid.append(BroughtDebt(*who, amount=ahead))


def _open_invoices(gateway: Gateway, found: Beginning) -> dict[str, list[OpenInvoice]]:
    fields = ["name", "customer", "posting_date", "due_date", "outstanding_amount"]
    filters = {
        "company": found.company,
        "docstatus": DocStatus.SUBMITTED,
        "outstanding_amount": [">", 0],
        "posting_date": ["<=", str(found.day)],
    }
    invoices: dict[str, list[OpenInvoice]] = defaultdict(list)
    for row in gateway.rows(INVOICE, fields, filters):
        day = date.fromisoformat(str(row["posting_date"])[:10])
        due_on = date.fromisoformat(str(row.get("due_date") or day)[:10])
        left = money_in(row["outstanding_amount"]) or ZERO
        invoices[row["customer"]].append(OpenInvoice(row["name"], row["customer"], day, due_on, left))
    return invoices
