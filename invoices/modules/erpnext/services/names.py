"""What ERPNext calls our customers, items, accounts and cost centres now: an ordinary renaming there changes it.

They are found again by our id; a customer that is gone is made again by the push, all else by `setup`.
"""

from collections.abc import Iterator, Sequence

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import LOOK_UP, Gateway
from invoices.modules.erpnext.domain.documents import (
    CUSTOMER,
    NAMED_ONCE,
    SOURCE_FIELD,
    SUPPLIER,
    UPDATED,
    centre_key,
    group_key,
    item_key,
    ledger_key,
    remote_id,
    store_key,
)
from invoices.modules.erpnext.domain.errors import ErpnextError, NotLetIn, Refused
from invoices.modules.erpnext.domain.states import MOVES, DocStatus, SyncMove, SyncState
from invoices.modules.erpnext.models import AccountMapping, Connection, CostCentre, ItemMapping, SyncRecord
from property_ops.framework.bulk import slices

CUSTOMER_KEYS = "po:customer:"


def customers_anew(gateway: Gateway, *, to_remake: bool = False) -> None:
    """Follow the customers that were renamed; those that are gone wait to be made again, where that is asked."""
    space = selectors.current_space()
    begins = remote_id(space, CUSTOMER_KEYS) + "%"
    rows = gateway.rows(CUSTOMER, ["name", SOURCE_FIELD], {SOURCE_FIELD: ["like", begins]})
    there = {row[SOURCE_FIELD]: row["name"] for row in rows}
    changed = []
    for record in selectors.sent_documents(CUSTOMER):
        name = there.get(record.remote_id, "")
        if name == record.remote_name or not (name or to_remake):
            continue
        if not name:
            record.state = MOVES.after(SyncState.SENT, SyncMove.CHANGE, thing=record.label)
        record.remote_name = name
        changed.append(record)
    SyncRecord.objects.bulk_update(changed, ["remote_name", "state"], batch_size=500)


def names_anew(gateway: Gateway) -> None:
    """Follow items, accounts and cost centres that were renamed, as far as the token may read them.

    Where what we call it stands there as well, nothing was renamed: a person has said that it is another. Our id goes
    to that.
    """
    space = selectors.current_space()
    known = _known(space)
    _dicts_anew(gateway, space)
    for doctype in ("Item", "Account", "Cost Center"):
        ids = {one: place for one, (of, place) in known.items() if of == doctype}
        field = "item" if doctype == "Item" else "name"
        found = _found(gateway, doctype, list(ids))
        elsewhere = {key: name for key, name in found if getattr(ids[key], field) != name}
        still_there = _standing(gateway, doctype, [getattr(ids[key], field) for key in elsewhere])
        for key, name in elsewhere.items():
            place, ours = ids[key], getattr(ids[key], field)
            if ours in still_there:
                mark_alone(gateway, doctype, ours, key)
            else:
                type(place)._default_manager.filter(pk=place.pk).update(**{field: name})


def _dicts_anew(gateway: Gateway, space: str) -> None:
    """Follow the customer groups of the estates, and the items of the store, that were renamed."""
    settings = Connection.load()
    groups = {remote_id(space, group_key(estate)): estate for estate in settings.customer_groups}
    items = {store_key(code): code for code in settings.materials}
    for doctype, ids, kept, is_sent in (
        ("Customer Group", groups, settings.customer_groups, settings.describes_customers),
        ("Item", items, settings.materials, settings.sends_materials),
    ):
        found = {ids[key]: name for key, name in _found(gateway, doctype, list(ids) if is_sent else [])}
        if found.items() - kept.items():
            kept |= found
            settings.save(update_fields=["customer_groups", "materials"])


def _known(space: str) -> dict[str, tuple[str, ItemMapping | CostCentre | AccountMapping]]:
    """Id over there → doctype and what is stored for it."""
    found: dict[str, tuple[str, ItemMapping | CostCentre | AccountMapping]] = {}
    for item in ItemMapping.objects.select_related("fee_item"):
        found[item_key(item.fee_item.code)] = "Item", item
    for centre in CostCentre.objects.select_related("estate"):
        found[remote_id(space, centre_key(centre.estate.code))] = "Cost Center", centre
    for account in AccountMapping.objects.select_related("account"):
        found[remote_id(space, ledger_key(account.account.code))] = "Account", account
    return found


def _found(gateway: Gateway, doctype: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    try:
        rows = gateway.rows(doctype, ["name", SOURCE_FIELD], {SOURCE_FIELD: ["in", ids]}) if ids else []
    except (NotLetIn, Refused):
        return  # the nightly token need not read them
    yield from ((row[SOURCE_FIELD], row["name"]) for row in rows)


def _standing(gateway: Gateway, doctype: str, names: list[str]) -> set[str]:
    return {row["name"] for row in gateway.rows(doctype, ["name"], {"name": ["in", names]})} if names else set()


def names_taken(gateway: Gateway, doctype: str, records: Sequence[SyncRecord]) -> set[str]:
    """Of the names that a site has once: those that somebody else has. A supplier who is nobody's becomes ours."""
    field = NAMED_ONCE.get(doctype)
    wanted = {record.content[field]: record for record in records if field} if field else {}
    if not field or not wanted:
        return set()
    rows = gateway.rows(doctype, ["name", field, SOURCE_FIELD], {field: ["in", sorted(wanted)]})
    taken = set()
    for row in rows:
        ours = wanted[row[field]].remote_id
        if doctype == SUPPLIER and not row.get(SOURCE_FIELD):
            gateway.update(doctype, row["name"], {SOURCE_FIELD: ours})
        elif row.get(SOURCE_FIELD) != ours:
            taken.add(str(row[field]))
    return taken


def of_ours(name: str) -> str:
    """A name that is free, where the plain one is taken: with the sign of this installation and company."""
    return f"{name[:120]} · {selectors.current_space() or '2'}"


def mark(gateway: Gateway, doctype: str, name: str, key: str) -> None:
    """Write our id on something that was there before us. What ERPNext refuses harms nothing but a later renaming."""
    try:
        gateway.update(doctype, name, {SOURCE_FIELD: key})
    except (NotLetIn, Refused):
        return


def mark_alone(gateway: Gateway, doctype: str, name: str, key: str) -> None:
    """The same where something else may carry our id: it does no longer. Else the next push would go back to that."""
    try:
        for row in gateway.rows(doctype, ["name"], {SOURCE_FIELD: key}):
            if row["name"] != name:
                gateway.update(doctype, row["name"], {SOURCE_FIELD: ""})
    except (NotLetIn, Refused):
        return
    mark(gateway, doctype, name, key)


def place_exists(gateway: Gateway, doctype: str, name: str) -> bool:
    try:
        return bool(gateway.rows(doctype, ["name"], {"name": name}))
    except ErpnextError:
        return True


def amended_from(gateway: Gateway, doctype: str, names: Sequence[str]) -> dict[str, str]:
    """Of documents that were cancelled there: what replaces each (Cancel + Amend)."""
    if not names or doctype in UPDATED:
        return {}
    found: dict[str, str] = {}
    for some in slices(names, LOOK_UP):
        filters = {"amended_from": ["in", some], "docstatus": DocStatus.SUBMITTED}
        found |= {row["amended_from"]: row["name"] for row in gateway.rows(doctype, ["name", "amended_from"], filters)}
    return found
