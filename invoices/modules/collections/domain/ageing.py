"""Ageing (账龄): how long what is open has been overdue on a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop

LAST_DAYS = (0, 30, 60, 90, 180, 365)
"""The last day overdue of each class but the last one."""

NAMES = (
    gettext_noop("not due yet"),
    gettext_noop("1–30 days"),
    gettext_noop("31–60 days"),
    gettext_noop("61–90 days"),
    gettext_noop("91–180 days"),
    gettext_noop("181–365 days"),
    gettext_noop("over 1 year"),
)


def class_of(due_on: date, *, as_of: date) -> int:
    """The place in NAMES. On its due day a line is not overdue yet; the day after, it is one day overdue."""
    return bisect_left(LAST_DAYS, max(0, (as_of - due_on).days))


@dataclass(slots=True)
class Aged:
    """What is open by class, and the credit that no line has used."""

    classes: list[Yuan] = field(default_factory=lambda: [ZERO] * len(NAMES))
    credit: Yuan = ZERO
    oldest: date | None = None

    @property
    def open(self) -> Yuan:
        return sum(self.classes, ZERO)

    @property
    def overdue(self) -> Yuan:
        return sum(self.classes[1:], ZERO)

    @property
    def balance(self) -> Yuan:
        """What the ledger has as receivable."""
        return self.open - self.credit

    def add(self, due_on: date, amount: Yuan, *, as_of: date) -> None:
        if not amount:
            return
        self.classes[class_of(due_on, as_of=as_of)] += amount
        if self.oldest is None or due_on < self.oldest:
            self.oldest = due_on

    def __bool__(self) -> bool:
        return any(self.classes) or bool(self.credit)


def aged(by_due_day: Mapping[date, Yuan], *, as_of: date, credit: Yuan = ZERO) -> Aged:
    """The amounts by due day, put into their classes."""
    found = Aged(credit=credit)
    for due_on, amount in by_due_day.items():
        found.add(due_on, amount, as_of=as_of)
    return found


def total(parts: Iterable[Aged]) -> Aged:
    """Of several together."""
    whole = Aged()
    for part in parts:
        whole.classes = [one + other for one, other in zip(whole.classes, part.classes, strict=True)]
        whole.credit += part.credit
        if part.oldest and (whole.oldest is None or part.oldest < whole.oldest):
            whole.oldest = part.oldest
    return whole
