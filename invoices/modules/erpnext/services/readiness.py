"""“Test connection”: what of ERPNext is ready, and what to mend where it is not. Only reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import PURCHASE, SOURCE_FIELD
from invoices.modules.erpnext.domain.errors import ErpnextError, NotLetIn, Refused
from invoices.modules.erpnext.domain.roles import missing_roles, needed_to_push
from invoices.modules.erpnext.services.connection import ErpNextAccess, connection
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop

OLDEST_VERSION = 15


@dataclass(frozen=True, slots=True)
class ReadinessFinding:
    """One thing that was looked at: a msgid for what it is, and one for what to do where it is not well."""

    what: str
    is_well: bool
    mend: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def readiness(*, access: ErpNextAccess, gateway: Gateway, by: User, today: date) -> list[ReadinessFinding]:
    """Every finding; after the first that makes the others pointless it ends. Raises NotAllowed."""
    require(by, "erpnext.view")
    findings: list[ReadinessFinding] = []
    try:
        for finding in _findings(access, gateway, today):
            findings.append(finding)
    except ErpnextError as error:
        findings.append(ReadinessFinding(_REACHED, False, error.message, error.data))
    return findings


_REACHED = gettext_noop("ERPNext answers")


def _findings(access: ErpNextAccess, gateway: Gateway, today: date) -> Iterator[ReadinessFinding]:
    user = gateway.call("frappe.auth.get_logged_user")
    yield ReadinessFinding(gettext_noop("ERPNext answers, and lets in %(user)s"), True, facts={"user": user})
    yield _version(gateway)
    company = gateway.get("Company", access.company)
    yield ReadinessFinding(
        gettext_noop("Company “%(name)s”"),
        company is not None,
        gettext_noop("There is no such company in ERPNext. Correct its name on this page."),
        {"name": access.company},
    )
    if company is None:
        return
    yield from _permissions(gateway)
    yield from _source_fields(gateway)
    yield from _company(company)
    yield from _fiscal_years(gateway, today)
    yield from _accounts(gateway, company)
    yield from _items_and_cost_centres(gateway)


def _version(gateway: Gateway) -> ReadinessFinding:
    try:
        found = gateway.call("frappe.utils.change_log.get_versions")["erpnext"]["version"]
    except (Refused, NotLetIn, KeyError, TypeError):
        found = gateway.call("version")
    number = str(found).partition(".")[0]
    return ReadinessFinding(
        gettext_noop("Version %(version)s"),
        number.isdecimal() and int(number) >= OLDEST_VERSION,
        gettext_noop("Version 15 or later is needed."),
        {"version": found},
    )


def _permissions(gateway: Gateway) -> Iterator[ReadinessFinding]:
    needed = needed_to_push(selectors.doctypes_sent())
    missing = missing_roles(needed, gateway.may)
    for role in dict.fromkeys(right.role for right in needed):
        yield ReadinessFinding(
            gettext_noop("The token's user may do what the role %(role)s may"),
            role not in missing,
            gettext_noop("Give the user this role in ERPNext; it lacks: %(rights)s"),
            {"role": role, "rights": ", ".join(missing.get(role, ()))},
        )


def _company(company: Row) -> Iterator[ReadinessFinding]:
    """Settings of the company with which ERPNext would refuse documents of ours, or book them elsewhere."""
    yield ReadinessFinding(
        gettext_noop("Payments without an invoice stand on the customer's own account"),
        not company.get("book_advance_payments_in_separate_party_account"),
        gettext_noop("Take “Book Advance Payments in Separate Party Account” off in the company in ERPNext."),
    )
    if PURCHASE in selectors.doctypes_sent():
        yield ReadinessFinding(
            gettext_noop("Purchase invoices can be booked"),
            not company.get("enable_perpetual_inventory") or bool(company.get("stock_received_but_not_billed")),
            gettext_noop(
                "The company in ERPNext keeps perpetual inventory, and names no account “Stock Received But Not "
                "Billed”: ERPNext refuses every purchase invoice then. Name one, or take perpetual inventory off."
            ),
        )


def _source_fields(gateway: Gateway) -> Iterator[ReadinessFinding]:
    for doctype in selectors.doctypes_sent():
        yield ReadinessFinding(
            gettext_noop("%(doctype)s has the unique field for our ids"),
            _has_field(gateway, doctype),
            gettext_noop("Run: property-ops erpnext setup"),
            {"doctype": doctype},
        )


def _has_field(gateway: Gateway, doctype: str) -> bool:
    """That it is unique only System Managers may read; for others, that it is there."""
    try:
        rows = gateway.rows("Custom Field", ["unique"], {"fieldname": SOURCE_FIELD, "dt": doctype})
    except NotLetIn:
        return _can_be_asked_for(gateway, doctype)
    return any(int(row.get("unique") or 0) for row in rows)


def _can_be_asked_for(gateway: Gateway, doctype: str) -> bool:
    try:
        gateway.rows(doctype, ["name", SOURCE_FIELD], {SOURCE_FIELD: "-"})
    except Refused:
        return False
    return True


def _fiscal_years(gateway: Gateway, today: date) -> Iterator[ReadinessFinding]:
    years = gateway.rows("Fiscal Year", ["name", "year_start_date", "year_end_date", "disabled"])
    for day in sorted({*selectors.posting_years(), date(today.year, 1, 1)}):
        covered = any(
            not year["disabled"] and str(year["year_start_date"]) <= str(day) <= str(year["year_end_date"])
            for year in years
        )
        yield ReadinessFinding(
            gettext_noop("Fiscal year %(year)s"),
            covered,
            gettext_noop("Open this fiscal year in ERPNext."),
            {"year": day.year},
        )


def _accounts(gateway: Gateway, company: Row) -> Iterator[ReadinessFinding]:
    settings = connection()
    ours = [
        settings.receivable_account,
        settings.tax_account,
        *(place.income for place in selectors.item_mappings().values()),
        *selectors.account_mappings().values(),
    ]
    theirs = [company.get("default_receivable_account"), company.get("default_income_account")]
    known = {row["name"] for row in gateway.rows("Account", ["name"], {"company": company["name"], "is_group": 0})}
    for name in dict.fromkeys(name for name in [*theirs, *ours] if name):
        yield ReadinessFinding(
            gettext_noop("Account “%(name)s”"),
            name in known,
            gettext_noop("The company has no such account, or it is a group."),
            {"name": name},
        )


def _items_and_cost_centres(gateway: Gateway) -> Iterator[ReadinessFinding]:
    items, centres = selectors.item_mappings(), selectors.cost_centres()
    yield ReadinessFinding(
        gettext_noop("Fee items are items"), bool(items), gettext_noop("Run: property-ops erpnext setup")
    )
    for doctype, names in (("Item", {place.item for place in items.values()}), ("Cost Center", set(centres.values()))):
        known = (
            {row["name"] for row in gateway.rows(doctype, ["name"], {"name": ["in", sorted(names)]})}
            if names
            else set()
        )
        for name in sorted(names - known):
            yield ReadinessFinding(
                "%(doctype)s “%(name)s”",
                False,
                gettext_noop("It is gone from ERPNext: enter another one on this page."),
                {"doctype": doctype, "name": name},
            )
