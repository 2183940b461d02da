"""What `setup` makes besides, where the settings want it: the suppliers' group and item, the activity of hours.

The items of a store are found, never made: what it keeps is ERPNext's own.
"""

from collections.abc import Callable, Iterator

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import MATERIAL_REQUEST, SOURCE_FIELD, group_key, remote_id, store_key
from invoices.modules.erpnext.models import Connection
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from invoices.modules.erpnext.services.names import mark, place_exists

MOST_NAMED = 6
GROUP_OF_SUPPLIERS, ITEM_OF_COSTS, NAME_OF_COSTS, ACTIVITY = "物业服务商", "PO-COST", "物业成本", "物业工程"


def further_things(
    gateway: Gateway,
    settings: Connection,
    root: Callable[[Gateway, str, str], str],
    unit: Callable[[Gateway], str],
    company: str,
) -> Iterator[MadeDocument]:
    """`root` finds the topmost group of a kind, `unit` a unit of measure."""
    if settings.sends_purchases:
        yield from _of_purchases(gateway, settings, root, unit)
    if settings.sends_works and not _stands(gateway, "Activity Type", settings.activity_type):
        made = made_once(gateway, "Activity Type", {"name": ACTIVITY}, {"activity_type": ACTIVITY})
        settings.activity_type = made.name
        yield made
    if settings.sends_materials:
        yield from _of_store(gateway, settings, company)
    if settings.describes_customers:
        yield from _groups_of_estates(gateway, settings, root(gateway, "Customer Group", "parent_customer_group"))
    settings.save()


def _of_store(gateway: Gateway, settings: Connection, company: str) -> Iterator[MadeDocument]:
    """Where it is asked for, and which item each material of ours is there: of its code, or else of its name."""
    leaves = [row["name"] for row in gateway.rows("Warehouse", ["name"], {"company": company, "is_group": 0})]
    if settings.warehouse not in leaves:
        settings.warehouse = leaves[0] if len(leaves) == 1 else ""
        yield MadeDocument("Warehouse", settings.warehouse or MATERIAL_REQUEST, False, asks=_asks(settings, leaves))
    rows = gateway.rows("Item", ["name", "item_code", "item_name"], {"disabled": 0, "is_stock_item": 1})
    by_code = {row["item_code"]: row["name"] for row in rows}
    by_name = {row["item_name"]: row["name"] for row in rows}
    known = set(by_code.values())
    for code, called in selectors.materials_of_works().items():
        if settings.materials.get(code) in known:
            continue
        found = by_code.get(code) or by_name.get(called)
        if found:
            settings.materials[code] = found
            mark(gateway, "Item", found, store_key(code))
            yield MadeDocument("Item", found, False)


def _asks(settings: Connection, leaves: list[str]) -> str:
    return "" if settings.warehouse else ", ".join(leaves[:MOST_NAMED]) or "-"


def _groups_of_estates(gateway: Gateway, settings: Connection, root: str) -> Iterator[MadeDocument]:
    """A customer group for every managed estate; one that was renamed there is the one that is named here."""
    for estate in selectors.managed_estates():
        if _stands(gateway, "Customer Group", settings.customer_groups.get(estate.code, "")):
            continue
        key = remote_id(selectors.current_space(), group_key(estate.code))
        named = {"customer_group_name": f"{estate.code} {estate.name}"}
        renamed = gateway.rows("Customer Group", ["name"], {SOURCE_FIELD: key})
        if renamed:
            made = MadeDocument("Customer Group", renamed[0]["name"], False)
        else:
            group = {**named, "parent_customer_group": root, "is_group": 0, SOURCE_FIELD: key}
            made = made_once(gateway, "Customer Group", named, group)
        settings.customer_groups[estate.code] = made.name
        yield made


def _of_purchases(
    gateway: Gateway,
    settings: Connection,
    root: Callable[[Gateway, str, str], str],
    unit: Callable[[Gateway], str],
) -> Iterator[MadeDocument]:
    if not _stands(gateway, "Supplier Group", settings.supplier_group):
        named = {"supplier_group_name": GROUP_OF_SUPPLIERS}
        group = {**named, "parent_supplier_group": root(gateway, "Supplier Group", "parent_supplier_group")}
        made = made_once(gateway, "Supplier Group", named, {**group, "is_group": 0})
        settings.supplier_group = made.name
        yield made
    if not _stands(gateway, "Item", settings.cost_item):
        item = {
            "item_code": ITEM_OF_COSTS,
            "item_name": NAME_OF_COSTS,
            "item_group": root(gateway, "Item Group", "parent_item_group"),
            "stock_uom": unit(gateway),
            "is_stock_item": 0,
        }
        made = made_once(gateway, "Item", {"item_code": ITEM_OF_COSTS}, item)
        settings.cost_item = made.name
        yield made


def _stands(gateway: Gateway, doctype: str, name: str) -> bool:
    return bool(name) and place_exists(gateway, doctype, name)
