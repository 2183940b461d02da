"""Making what is not there yet."""

from dataclasses import dataclass
from typing import Any

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain.errors import AlreadyThere


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """One thing that ERPNext needs: what kind, its name there, and whether it was made just now.

    `asks` says what a person must decide or do before it can be used; it has no name there yet.
    """

    doctype: str
    name: str
    is_new: bool
    asks: str = ""


def made_once(gateway: Gateway, doctype: str, filters: dict[str, Any], document: dict[str, Any]) -> MadeDocument:
    """The document that `filters` find, made if there is none."""
    found = gateway.rows(doctype, ["name"], filters)
    if found:
        return MadeDocument(doctype, found[0]["name"], False)
    try:
        return MadeDocument(doctype, gateway.insert({"doctype": doctype, **document}), True)
    except AlreadyThere:
        return MadeDocument(doctype, gateway.rows(doctype, ["name"], filters)[0]["name"], False)
