"""`property-ops erpnext setup`: makes in ERPNext what our documents need, and remembers what it is called there.

Everything is looked up first: run again, it makes nothing twice.
"""

from collections.abc import Callable, Iterator

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, PAYMENT, SOURCE_FIELD
from invoices.modules.erpnext.domain.errors import SetupMissing
from invoices.modules.erpnext.models import Connection, CostCentre, ItemMapping
from invoices.modules.erpnext.services.chart import accounts_of
from invoices.modules.erpnext.services.connection import ErpNextAccess, connection
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, managed_estates

GROUP_OF_CUSTOMERS, GROUP_OF_ITEMS = "物业住户", "物业收费"


def set_up(
    *, access: ErpNextAccess, gateway: Gateway, by: User, tell: Callable[[MadeDocument], None] = lambda made: None
) -> None:
    """Raises NotAllowed, SetupMissing, and what the gateway raises."""
    require(by, "erpnext.configure")
    company = gateway.get("Company", access.company)
    if company is None:
        raise SetupMissing(problem=gettext_noop("There is no such company."))
    for made in _all_of_it(gateway, company, by):
        tell(made)
    audit.record(by=by, action="erpnext.set_up", subject=access.company)


def _all_of_it(gateway: Gateway, company: Row, by: User) -> Iterator[MadeDocument]:
    yield from _source_fields(gateway)
    gateway.update("Stock Settings", "Stock Settings", {"auto_insert_price_list_rate_if_missing": 0})
    settings = connection()
    settings.pk = 1
    yield from _groups(gateway, settings)
    yield from _items(gateway)
    yield from _cost_centres(gateway, company, by)
    yield from accounts_of(gateway, company)


def _source_fields(gateway: Gateway) -> Iterator[MadeDocument]:
    for doctype in (CUSTOMER, INVOICE, PAYMENT, JOURNAL):
        field = {
            "dt": doctype,
            "fieldname": SOURCE_FIELD,
            "label": "Source ID",
            "fieldtype": "Data",
            "unique": 1,
            "no_copy": 1,
        }
        yield made_once(gateway, "Custom Field", {"dt": doctype, "fieldname": SOURCE_FIELD}, field)


def _groups(gateway: Gateway, settings: Connection) -> Iterator[MadeDocument]:
    if not settings.customer_group:
        root = _root(gateway, "Customer Group", "parent_customer_group")
        group = {"customer_group_name": GROUP_OF_CUSTOMERS, "parent_customer_group": root, "is_group": 0}
        made = made_once(gateway, "Customer Group", {"customer_group_name": GROUP_OF_CUSTOMERS}, group)
        settings.customer_group = made.name
        yield made
    if not settings.territory:
        leaves = gateway.rows("Territory", ["name"], {"is_group": 0})
        settings.territory = leaves[0]["name"] if leaves else _root(gateway, "Territory", "parent_territory")
    settings.save()


def _items(gateway: Gateway) -> Iterator[MadeDocument]:
    known = set(ItemMapping.objects.values_list("fee_item_id", flat=True))
    missing = [item for item in selectors.fee_items() if item.pk not in known]
    if not missing:
        return
    root = _root(gateway, "Item Group", "parent_item_group")
    group = {"item_group_name": GROUP_OF_ITEMS, "parent_item_group": root, "is_group": 0}
    made = made_once(gateway, "Item Group", {"item_group_name": GROUP_OF_ITEMS}, group)
    yield made
    unit = _unit(gateway)
    for fee_item in missing:
        code = f"PO-{fee_item.code}"
        item = {
            "item_code": code,
            "item_name": fee_item.name,
            "item_group": made.name,
            "stock_uom": unit,
            "is_stock_item": 0,
        }
        created = made_once(gateway, "Item", {"item_code": code}, item)
        ItemMapping.objects.update_or_create(fee_item=fee_item, defaults={"item": created.name})
        yield created


def _cost_centres(gateway: Gateway, company: Row, by: User) -> Iterator[MadeDocument]:
    known = set(CostCentre.objects.values_list("estate_id", flat=True))
    missing: list[Estate] = [estate for estate in managed_estates(by) if estate.pk not in known]
    if not missing:
        return
    roots = gateway.rows("Cost Center", ["name", "parent_cost_center"], {"company": company["name"], "is_group": 1})
    root = next((row["name"] for row in roots if not row.get("parent_cost_center")), None)
    if root is None:
        raise SetupMissing(problem=gettext_noop("The company has no root cost centre."))
    for estate in missing:
        name = f"{estate.code} {estate.name}"
        centre = {"cost_center_name": name, "parent_cost_center": root, "company": company["name"], "is_group": 0}
        made = made_once(gateway, "Cost Center", {"cost_center_name": name, "company": company["name"]}, centre)
        CostCentre.objects.update_or_create(estate=estate, defaults={"name": made.name})
        yield made


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
