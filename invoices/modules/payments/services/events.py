"""What this module tells of when it happens (slot `event_kinds`): by ids and codes, of no person."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from property_ops.framework.events import Event, EventKind, announce

RECEIPT_RECORDED = EventKind("receipt.recorded", _("a receipt was recorded"))
RECEIPT_REVERSED = EventKind("receipt.reversed", _("a receipt was reversed"))
KINDS = (RECEIPT_RECORDED, RECEIPT_REVERSED)


def tell_of_receipts(receipts: Iterable[tuple[int, str, str]]) -> None:
    """Of each its key, number and the estate that it is certainly for; empty while nobody knows."""
    announce(RECEIPT_RECORDED, lambda: [_event(pk, number, estate) for pk, number, estate in receipts])


def tell_of_reversal(pk: int, number: str, estates: Mapping[str, None]) -> None:
    """To each estate that it paid something in; to none if it waited."""
    announce(RECEIPT_REVERSED, lambda: [_event(pk, number, estate) for estate in (estates or {"": None})])


def _event(pk: int, number: str, estate: str) -> Event:
    return Event(f"receipt/{number}", estate, {"receipt": pk, "number": number, "href": f"/api/v1/receipts/{pk}"})
