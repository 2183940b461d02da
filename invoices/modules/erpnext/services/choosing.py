"""Which documents a push takes: all that wait, or those of an estate, of a month, so many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.bookings import booking_key
from invoices.modules.erpnext.domain.documents import CUSTOMER, PROJECT, PURCHASE, SUPPLIER, TASK, bill_key
from invoices.modules.erpnext.domain.purchases import purchase_key
from invoices.modules.erpnext.domain.sales import is_return

AS_NEEDED = (TASK, PROJECT, SUPPLIER, CUSTOMER)
"""What other documents name, each behind those that it is named by."""
OF_PURCHASES = (booking_key("cost/"), purchase_key(""))


@dataclass(frozen=True, slots=True)
class WantedDocuments:
    """What of all that waits is to go: of one estate, of one month, so many; what those name goes with them."""

    estate: str = ""
    month: date | None = None
    limit: int = 0

    @property
    def is_all(self) -> bool:
        return not (self.estate or self.month or self.limit)


EVERYTHING = WantedDocuments()


class ChosenDocument(NamedTuple):
    pk: int
    key: str
    names: tuple[str, ...]
    is_return: bool


def chosen(wanted: WantedDocuments) -> dict[str, list[ChosenDocument]]:
    """What goes, by doctype, in the order in which it goes."""
    doctypes = selectors.doctypes_sent()
    found: dict[str, list[ChosenDocument]] = {doctype: [] for doctype in doctypes}
    left = wanted.limit or None
    for doctype in doctypes:
        if doctype in AS_NEEDED:
            continue
        picked = list(_waiting(doctype, wanted))[:left]
        if not wanted.is_all:
            picked = _complete(picked, {one.key for some in found.values() for one in some})
        found[doctype] = picked
        left = None if left is None else left - len(picked)
    needed = {name for some in found.values() for one in some for name in one.names}
    for doctype in (one for one in AS_NEEDED if one in found):
        of_itself = {one.key for one in _waiting(doctype, wanted)} if _goes_by_itself(doctype, wanted) else set()
        found[doctype] = [one for one in _waiting(doctype, EVERYTHING) if one.key in needed | of_itself]
        needed |= {name for one in found[doctype] for name in one.names}
    return found


def _goes_by_itself(doctype: str, wanted: WantedDocuments) -> bool:
    return wanted.is_all or (doctype in (PROJECT, TASK) and not wanted.limit)


def _waiting(doctype: str, wanted: WantedDocuments) -> Iterator[ChosenDocument]:
    rows = selectors.waiting(doctype, again=True).order_by("pk")
    rows = rows.filter(estate=wanted.estate) if wanted.estate else rows
    rows = rows.filter(month=wanted.month) if wanted.month else rows
    for pk, key, names in rows.values_list("pk", "key", "names"):
        returns = is_return(key) or (doctype == PURCHASE and any(name.startswith(OF_PURCHASES) for name in names))
        yield ChosenDocument(pk, key, tuple(names), returns)


def _complete(picked: Sequence[ChosenDocument], going: set[str]) -> list[ChosenDocument]:
    """Those whose invoices are there or go with them; the others wait for a push of everything."""
    begins = (bill_key(""), *OF_PURCHASES)
    invoices = {name for one in picked for name in one.names if name.startswith(begins)}
    there = going | {one.key for one in picked} | set(selectors.remote_names(sorted(invoices)))
    return [one for one in picked if all(name in there for name in one.names if name in invoices)]
