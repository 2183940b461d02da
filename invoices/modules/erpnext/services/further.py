"""What `setup` makes besides, where the settings want it: the suppliers' group and item, the activity of hours."""

from collections.abc import Callable, Iterator

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.documents import SOURCE_FIELD, group_key, remote_id
from invoices.modules.erpnext.models import Connection
from invoices.modules.erpnext.services.making import MadeDocument, made_once
from invoices.modules.erpnext.services.names import place_exists

GROUP_OF_SUPPLIERS, ITEM_OF_COSTS, NAME_OF_COSTS, ACTIVITY = "物业服务商", "PO-COST", "物业成本", "物业工程"


def further_things(
    gateway: Gateway,
    settings: Connection,
    root: Callable[[Gateway, str, str], str],
    unit: Callable[[Gateway], str],
) -> Iterator[MadeDocument]:
    """`root` finds the topmost group of a kind, `unit` a unit of measure."""
    if settings.sends_purchases:
        yield from _of_purchases(gateway, settings, root, unit)
    if settings.sends_works and not _stands(gateway, "Activity Type", settings.activity_type):
        made = made_once(gateway, "Activity Type", {"name": ACTIVITY}, {"activity_type": ACTIVITY})
        settings.activity_type = made.name
        yield made
    if settings.describes_customers:
        yield from _groups_of_estates(gateway, settings, root(gateway, "Customer Group", "parent_customer_group"))
    settings.save()


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
