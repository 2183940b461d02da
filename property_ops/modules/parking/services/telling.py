"""Whoever leases a space is told when it will be closed."""

from collections.abc import Sequence
from datetime import datetime

from property_ops.kernel.period import Period
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.public import NoticeTemplate, Telling, living_in, tell_each
from property_ops.modules.parking.models import Lease, Space
from property_ops.modules.parking.selectors import leases_on

SPACE_CLOSED = NoticeTemplate(
    "space_closed",
    gettext_noop("Your parking space is closed"),
    gettext_noop(
        "%(estate)s: parking space %(space)s is closed for a work from %(first)s to %(last)s. "
        "These days are not charged."
    ),
    ("estate", "space", "first", "last"),
)
"""Of slot `notice_templates`."""


def tell_of_closure(spaces: Sequence[Space], *, days: Period, work: str, now: datetime) -> None:
    """Who lives in the units that lease them in these days."""
    leases: list[Lease] = list(leases_on(spaces, days))
    people = living_in([lease.unit_id for lease in leases], on=days.start)
    tell_each(
        template=SPACE_CLOSED.name,
        what=[
            Telling(
                f"{work}/{lease.space.number}/{days.start}",
                tenure.pk,
                lease.space.estate_id,
                {
                    "estate": lease.space.estate.name,
                    "space": lease.space.number,
                    "first": str(days.start),
                    "last": str(days.last_day),
                },
            )
            for lease in leases
            for tenure in people.get(lease.unit_id, [])
        ],
        now=now,
    )
