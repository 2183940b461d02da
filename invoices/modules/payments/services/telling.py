"""A household is told that its money arrived."""

from collections.abc import Sequence
from datetime import datetime

from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Unit
from property_ops.modules.notices.public import NoticeTemplate, Telling, tell_each

RECEIVED = NoticeTemplate(
    "receipt",
    gettext_noop("Your payment arrived"),
    gettext_noop("%(estate)s: your payment arrived (%(receipt)s). What it paid for stands on your page."),
    ("estate", "receipt"),
    usually=False,
)
"""Of slot `notice_templates`."""


def tell_of_receipt(number: str, sequence: int, places: Sequence[tuple[Unit, str]], *, now: datetime) -> None:
    """Each account that so much of it was matched with, if somebody is known there."""
    tell_each(
        template=RECEIVED.name,
        what=[
            Telling(
                f"{number}/{sequence + offset}",
                int(party),
                unit.estate_id,
                {"estate": unit.estate.name, "receipt": number},
            )
            for offset, (unit, party) in enumerate(places)
            if party.isdecimal()
        ],
        now=now,
    )
