"""What waits for somebody (待我办理): what modules say of it, and what others prepared, in one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from property_ops.framework.approval.kinds import approvals_asked, kinds_for
from property_ops.framework.approval.tallies import counted
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into


@dataclass(frozen=True, slots=True)
class ThingsToDo:
    """Of slot `things_to_do`. `rows(user)`: those that wait, of what this person may see, with `since`, a day or a
    moment. `url()` is the list that shows exactly these. `order` as panels have it. `is_late`: counting them takes
    longer than the overview may; it asks for them once it is there.
    """

    title: Any
    permission: str
    rows: Callable[[User], QuerySet[Any]]
    url: Callable[[], str]
    order: int = 100
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """So many of a kind wait for this person. `is_approval`: another prepared them."""

    title: Any
    url: str
    count: int
    since: date | None
    is_approval: bool = False


def tasks_of(user: User) -> list[WaitingTask]:
    """What waits for this person: what is to be done, then what is to be approved. One query, however many kinds.

    Without what is late.
    """
    mine = [one for one in _for(user) if not one.is_late]
    kinds, asked = approvals_asked(user)
    found = counted([*(one.rows(user) for one in mine), *asked])
    done = [WaitingTask(one.title, one.url(), *found[place]) for place, one in enumerate(mine) if place in found]
    approvals = reverse("approvals")
    return done + [
        WaitingTask(kind.title, f"{approvals}?kind={kind.name}", *found[place], is_approval=True)
        for place, kind in enumerate(kinds, len(mine))
        if place in found
    ]


def late_tasks_of(user: User) -> list[WaitingTask]:
    """What waits for this person and takes longer to count."""
    mine = [one for one in _for(user) if one.is_late]
    found = counted([one.rows(user) for one in mine])
    return [WaitingTask(one.title, one.url(), *found[place]) for place, one in enumerate(mine) if place in found]


def has_late_tasks(user: User) -> bool:
    """Whether anything that takes longer to count can wait for this person."""
    return any(one.is_late for one in _for(user))


def has_tasks(user: User) -> bool:
    """Whether anything at all can wait for this person."""
    return bool(kinds_for(user)) or bool(_for(user))


def _for(user: User) -> list[ThingsToDo]:
    return sorted((one for one in plugged_into("things_to_do") if user.has_perm(one.permission)), key=_order)


def _order(one: ThingsToDo) -> int:
    return one.order
