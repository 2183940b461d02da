"""`property-ops erpnext setup`: makes in ERPNext what our documents need, and remembers what it is called there.

Everything is looked up first: run again, it makes nothing twice. What was renamed there is found by our id; what was
deleted is made again.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    LINK_FIELD,
    PHONE_FIELD,
    SOURCE_FIELD,
    UNIT_FIELD,
    centre_key,
    item_key,
    remote_id,
)
from invoices.modules.erpnext.domain.errors import Refused, SetupMissing
from invoices.modules.erpnext.domain.roles import needed_to_prepare
from invoices.modules.erpnext.models import Connection, CostCentre, ItemMapping, RemoteCompany
from invoices.modules.erpnext.services.chart import accounts_of
from invoices.modules.erpnext.services.connection import ErpNextAccess, connection
from invoices.modules.erpnext.services.further import further_things
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from invoices.modules.erpnext.services.names import mark, names_anew, place_exists
from invoices.modules.erpnext.services.rights import require_rights
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop

GROUP_OF_CUSTOMERS, GROUP_OF_ITEMS = "物业住户", "物业收费"
ID_FIELD: dict[str, object] = {"label": "Source ID", "fieldtype": "Data", "unique": 1}
WITH_ID = ("Item", "Account", "Cost Center")


def set_up(
    *,
    access: ErpNextAccess,
    gateway: Gateway,
    by: User,
    now: datetime,
    tell: Callable[[MadeDocument], None] = lambda made: None,
) -> None:
    """Raises NotAllowed, RolesMissing, SetupMissing, and what the gateway raises."""
    require(by, "erpnext.configure")
    company = gateway.get("Company", access.company)
    if company is None:
        raise SetupMissing(problem=gettext_noop("There is no such company."))
    require_rights(gateway, needed_to_prepare(selectors.doctypes_sent()))
    for made in _all_of_it(gateway, company, by, now):
        tell(made)
    audit.record(by=by, action="erpnext.set_up", subject=access.company)


def _all_of_it(gateway: Gateway, company: Row, by: User, now: datetime) -> Iterator[MadeDocument]:
    yield from _fields(gateway)
    yield from _of_customers(gateway)
    RemoteCompany.objects.filter(is_current=True).update(fields_checked_at=now)
    names_anew(gateway)
    gateway.update("Stock Settings", "Stock Settings", {"auto_insert_price_list_rate_if_missing": 0})
    settings = connection()
    settings.pk = 1
    yield from _groups(gateway, settings)
    yield from _items(gateway)
    yield from further_things(gateway, settings, _root, _unit, company["name"])
    yield from _cost_centres(gateway, company, by)
    yield from accounts_of(gateway, company)
    yield from _fiscal_years(gateway, now.date())


def _fields(gateway: Gateway) -> Iterator[MadeDocument]:
    """The unique field for our ids, made unique where it is not, and the field for the link to our page."""
    sent = selectors.doctypes_sent()
    for doctype in dict.fromkeys((*WITH_ID, *sent)):
        yield _field(gateway, doctype, SOURCE_FIELD, ID_FIELD)
    for doctype in (one for one in sent if one != CUSTOMER):
        link = {"label": "物业系统", "fieldtype": "Data", "options": "URL", "unique": 0}
        yield _field(gateway, doctype, LINK_FIELD, link)


def _of_customers(gateway: Gateway) -> Iterator[MadeDocument]:
    if connection().describes_customers:
        yield _field(gateway, "Customer Group", SOURCE_FIELD, ID_FIELD)
        for name, label in ((UNIT_FIELD, "房号"), (PHONE_FIELD, "电话（隐去中段）")):
            yield _field(gateway, CUSTOMER, name, {"label": label, "fieldtype": "Data", "unique": 0})


def _field(gateway: Gateway, doctype: str, name: str, kind: dict[str, object]) -> MadeDocument:
    wanted = {"dt": doctype, "fieldname": name}
    found = gateway.rows("Custom Field", ["name", "unique"], wanted)
    if not found:
        return made_once(gateway, "Custom Field", wanted, {**wanted, "no_copy": 1, **kind})
    is_mended = bool(kind["unique"]) and not int(found[0].get("unique") or 0)
    if is_mended:
        gateway.update("Custom Field", found[0]["name"], {"unique": 1, "no_copy": 1})
    return MadeDocument("Custom Field", found[0]["name"], is_mended)


def _groups(gateway: Gateway, settings: Connection) -> Iterator[MadeDocument]:
    if not (settings.customer_group and place_exists(gateway, "Customer Group", settings.customer_group)):
        root = _root(gateway, "Customer Group", "parent_customer_group")
        group = {"customer_group_name": GROUP_OF_CUSTOMERS, "parent_customer_group": root, "is_group": 0}
        made = made_once(gateway, "Customer Group", {"customer_group_name": GROUP_OF_CUSTOMERS}, group)
        settings.customer_group = made.name
        yield made
    if not (settings.territory and place_exists(gateway, "Territory", settings.territory)):
        leaves = gateway.rows("Territory", ["name"], {"is_group": 0})
        settings.territory = leaves[0]["name"] if leaves else _root(gateway, "Territory", "parent_territory")
    settings.unit = _unit(gateway)
    settings.save()


def _items(gateway: Gateway) -> Iterator[MadeDocument]:
    known = dict(ItemMapping.objects.values_list("fee_item_id", "item"))
    rows = gateway.rows("Item", ["name", SOURCE_FIELD], {"name": ["in", sorted(known.values())]})
    there = {row["name"]: row.get(SOURCE_FIELD) for row in rows}
    missing = [item for item in selectors.fee_items() if known.get(item.pk) not in there]
    for one in selectors.fee_items():
        if known.get(one.pk) in there and not there[known[one.pk]]:
            mark(gateway, "Item", known[one.pk], item_key(one.code))
    if not missing:
        return
    root = _root(gateway, "Item Group", "parent_item_group")
    group = {"item_group_name": GROUP_OF_ITEMS, "parent_item_group": root, "is_group": 0}
    made = made_once(gateway, "Item Group", {"item_group_name": GROUP_OF_ITEMS}, group)
    yield made
    unit, theirs = _unit(gateway), _of_that_name(gateway)
    for fee_item in missing:
        if fee_item.name in theirs:
            name = theirs[fee_item.name]
            mark(gateway, "Item", name, item_key(fee_item.code))
            ItemMapping.objects.update_or_create(fee_item=fee_item, defaults={"item": name})
            yield MadeDocument("Item", name, False)
            continue
        code = f"PO-{fee_item.code}"
        item = {
            "item_code": code,
            "item_name": fee_item.name,
            "item_group": made.name,
            "stock_uom": unit,
            "is_stock_item": 0,
            SOURCE_FIELD: item_key(fee_item.code),
        }
        created = made_once(gateway, "Item", {"item_code": code}, item)
        ItemMapping.objects.update_or_create(fee_item=fee_item, defaults={"item": created.name})
        yield created


def _of_that_name(gateway: Gateway) -> dict[str, str]:
    """The items without stock that a company there has had before us: what they are called, and their names."""
    rows = gateway.rows("Item", ["name", "item_name"], {"disabled": 0, "is_stock_item": 0})
    return {row["item_name"]: row["name"] for row in rows if row.get("item_name")}


def _cost_centres(gateway: Gateway, company: Row, by: User) -> Iterator[MadeDocument]:
    """One for every estate: works cost something in those that are not managed as well."""
    known = dict(CostCentre.objects.values_list("estate_id", "name"))
    filters = {"company": company["name"]}
    centres = gateway.rows("Cost Center", ["name", "parent_cost_center", "is_group"], filters)
    there = {row["name"] for row in centres}
    missing = [estate for estate in selectors.estates(by) if known.get(estate.pk) not in there]
    root = next((row["name"] for row in centres if row["is_group"] and not row.get("parent_cost_center")), None)
    if root is None:
        raise SetupMissing(problem=gettext_noop("The company has no root cost centre."))
    for estate in missing:
        name = f"{estate.code} {estate.name}"
        centre = {"cost_center_name": name, "parent_cost_center": root, "company": company["name"], "is_group": 0}
        centre[SOURCE_FIELD] = remote_id(selectors.current_space(), centre_key(estate.code))
        made = made_once(gateway, "Cost Center", {"cost_center_name": name, "company": company["name"]}, centre)
        CostCentre.objects.update_or_create(estate=estate, defaults={"name": made.name})
        yield made


def _fiscal_years(gateway: Gateway, today: date) -> Iterator[MadeDocument]:
    """The years in which something was booked, and this one; one that ERPNext will not have is named."""
    there = gateway.rows("Fiscal Year", ["name", "year_start_date", "year_end_date"])
    for day in sorted({*selectors.posting_years(), date(today.year, 1, 1)}):
        if any(str(one["year_start_date"]) <= str(day) <= str(one["year_end_date"]) for one in there):
            continue
        year = {"year": str(day.year), "year_start_date": f"{day.year}-01-01", "year_end_date": f"{day.year}-12-31"}
        try:
            yield MadeDocument("Fiscal Year", gateway.insert({"doctype": "Fiscal Year", **year}), True)
        except Refused as error:
            yield MadeDocument("Fiscal Year", str(day.year), False, asks=str(error.data["detail"]))


def _root(gateway: Gateway, doctype: str, parent: str) -> str:
    groups = gateway.rows(doctype, ["name", parent], {"is_group": 1})
    root = next((row["name"] for row in groups if not row.get(parent)), None)
    if root is None:
        raise SetupMissing(problem=gettext_noop("ERPNext's own set-up is not finished: a root group is missing."))
    return str(root)


def _unit(gateway: Gateway) -> str:
    """A unit of measure; quantities are 1 or -1."""
    units = [row["name"] for row in gateway.rows("UOM", ["name"])]
    if not units:
        raise SetupMissing(problem=gettext_noop("ERPNext has no unit of measure."))
    return "Nos" if "Nos" in units else str(units[0])
