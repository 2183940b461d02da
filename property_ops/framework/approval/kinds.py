"""What a module says of a thing that waits for another person: of slot `approvals`, one object a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from property_ops.framework.approval import services
from property_ops.framework.approval.models import FourEyes
from property_ops.framework.approval.tallies import day_of
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.period import Month

Thing = TypeVar("Thing", bound=FourEyes)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person: one thing, or `count` of them that are decided together."""

    kind: "ApprovalKind[Any]"
    words: Any
    url: str
    since: date
    prepared_by: Any
    own: bool  # the reader prepared it: another person must decide
    count: int = 1


class ApprovalKind(Generic[Thing]):
    """Say how a thing is found, shown and approved; rejecting and withdrawing are alike for all.

    `name` stands in addresses, `title` is what a list of them is called, `page` the URL name of the page where one of
    them is decided, if its key is all that its address says. `blocks_closing`: approved after its month
    was closed, it would post into that month or change what somebody owes for it, so that it is decided before.
    """

    name: ClassVar[str]
    title: ClassVar[Any]
    model: type[Thing]
    page: ClassVar[str]
    related: ClassVar[tuple[str, ...]] = ()
    """What is read with each of them."""
    may_be_rejected: ClassVar[bool] = True
    blocks_closing: ClassVar[bool] = False

    def may_approve(self, user: User) -> bool:
        """Whether this person may approve any of them."""
        return user.has_perm(self.model.rights.approve)

    def visible(self, user: User) -> QuerySet[Thing]:
        """Those that the user may see."""
        rows: Any = self.model
        found: QuerySet[Thing] = rows.objects.visible_to(user)
        return found.select_related(*self.related) if self.related else found

    def url(self, thing: Thing) -> str:
        """The page where it is decided."""
        return reverse(self.page, args=[thing.pk])

    def words(self, thing: Thing) -> Any:
        """What it is, in a list of all that waits."""
        return str(thing)

    def approve(self, thing: Thing, *, by: User, now: datetime, today: date) -> Any:
        """Approve it and carry it out. Returns the sentence that tells of it."""
        raise NotImplementedError

    def reject(self, thing: Any, *, reason: str, by: User, now: datetime) -> None:
        services.reject(self.model, thing.pk, reason=reason, by=by, now=now)  # type: ignore[type-var]

    def withdraw(self, thing: Any, *, by: User, now: datetime) -> None:
        services.withdraw(self.model, thing.pk, by=by, now=now)  # type: ignore[type-var]

    def that_wait(self, user: User) -> QuerySet[Thing]:
        """Those that wait, with `since`: the moment or day since when."""
        waiting: Any = self.visible(user).filter(self.model.WAITS).annotate(since=F("prepared_at"))
        return waiting

    def before(self, month: Month) -> Q:
        """Which of them belong to the month or one before it: all, unless the kind knows days of its own."""
        return Q()

    def blocking(self, month: Month) -> QuerySet[Thing]:
        """Those without whose decision the month is not closed, of all estates."""
        rows: Any = self.model
        waiting: QuerySet[Thing] = rows.objects.filter(self.model.WAITS, self.before(month))
        return waiting if self.blocks_closing else waiting.none()

    def waiting(self, user: User) -> Sequence[Waiting]:
        """What waits of it, for who may approve; a kind that is approved by the month gives one for each."""
        rows: Any = self.that_wait(user).select_related("prepared_by").order_by("since", "pk")
        return [
            Waiting(
                self,
                self.words(thing),
                self.url(thing),
                day_of(thing.since),
                thing.prepared_by,
                own=thing.prepared_by_id == user.pk,
            )
            for thing in rows
        ]


@cache
def approval_kinds() -> tuple[ApprovalKind[Any], ...]:
    """Every kind, in the order of the modules. Two of one name are refused."""
    kinds: tuple[ApprovalKind[Any], ...] = plugged_into("approvals")
    names = [kind.name for kind in kinds]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"two kinds of approval are called {', '.join(sorted(twice))}")
    return kinds


def kind_named(name: str) -> ApprovalKind[Any] | None:
    return next((kind for kind in approval_kinds() if kind.name == name), None)


def kinds_for(user: User) -> list[ApprovalKind[Any]]:
    """The kinds that this person may approve."""
    return [kind for kind in approval_kinds() if kind.may_approve(user)]


def waiting_for(user: User) -> list[Waiting]:
    """All that waits for this person or others with the same right, the oldest first."""
    found = [waiting for kind in kinds_for(user) for waiting in kind.waiting(user)]
    return sorted(found, key=lambda waiting: waiting.since)


def approvals_asked(user: User) -> tuple[list[ApprovalKind[Any]], list[QuerySet[Any]]]:
    """The kinds that this person may approve, and of each what others prepared."""
    kinds = kinds_for(user)
    return kinds, [kind.that_wait(user).exclude(prepared_by=user) for kind in kinds]
