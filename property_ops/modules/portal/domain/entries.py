"""What a crew enters on the phone, read from what the phone sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from property_ops.kernel.writing import clean, squeezed
from property_ops.modules.portal.domain.errors import (
    EntryTooOld,
    EntryUnreadable,
    FigureNotUsable,
    QuantityOverLimit,
    TooManyHours,
    TooManyPeople,
)

MOST_DAYS = 31
MOST_HOURS, MOST_PEOPLE = Decimal(24), 200
PLACES = 4
LARGEST = Decimal(10_000_000)
SHOWN = 20
"""Characters of what was typed that a refusal repeats."""
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GivenEntry:
    """What a phone sent, whatever its kind: when it was entered and when sent, both by the phone's clock."""

    key: UUID
    said_at: str
    sent_at: str
    content: Content
    photo: bytes = b""


@dataclass(frozen=True, slots=True)
class HoursEntry:
    """Of a trade: `people` worked `each` hours, and whoever is named in `who` so many."""

    trade: str
    people: int = 0
    each: Decimal = Decimal(0)
    who: tuple[tuple[str, Decimal], ...] = ()

    @property
    def total(self) -> Decimal:
        return self.people * self.each + sum((hours for _name, hours in self.who), Decimal(0))


@dataclass(frozen=True, slots=True)
class Used:
    """A material by its code, and how much of it."""

    material: str
    quantity: Decimal


def quantities(content: Content) -> dict[int, Decimal]:
    """`{"done": {"1": "12.5"}}`: what is done of the lines; empty ones are left out.

    Raises EntryUnreadable, QuantityOverLimit.
    """
    given = content.get("done")
    if not isinstance(given, Mapping):
        raise EntryUnreadable()
    found = {_whole(number, most=1000): _number(text) for number, text in given.items() if str(text).strip()}
    if not found:
        raise EntryUnreadable()
    return found


def hours(content: Content) -> HoursEntry:
    """`{"trade": …, "people": "3", "each": "8", "who": {"张三": "6.5"}}`; people, or names, or both.

    Raises EntryUnreadable, TooManyHours, TooManyPeople, QuantityOverLimit.
    """
    trade, who = _text(content.get("trade"), 40), tuple(_named(content.get("who") or {}))
    if who and not str(content.get("people") or "").strip():
        return HoursEntry(trade, who=who)
    each, people = _number(content.get("each")), _number(content.get("people"))
    if each > MOST_HOURS:
        raise TooManyHours(most=MOST_HOURS)
    if people > MOST_PEOPLE:
        raise TooManyPeople(most=MOST_PEOPLE)
    if not each:
        raise _not_usable(content.get("each"))
    return HoursEntry(trade, _whole(content.get("people"), most=MOST_PEOPLE), each, who)


def _named(given: Any) -> Iterator[tuple[str, Decimal]]:
    """Each person with hours; those left empty are left out."""
    if not isinstance(given, Mapping) or len(given) > MOST_PEOPLE:
        raise EntryUnreadable()
    for name, text in given.items():
        if not str(text).strip():
            continue
        hours = _number(text)
        if hours > MOST_HOURS:
            raise TooManyHours(most=MOST_HOURS)
        if hours:
            yield _text(name, 40), hours


def used(content: Content) -> Used:
    """Raises EntryUnreadable, QuantityOverLimit."""
    quantity = _number(content.get("quantity"))
    if not quantity:
        raise _not_usable(content.get("quantity"))
    return Used(_text(content.get("material"), 40), quantity)


def caption(content: Content) -> str:
    return clean(str(content.get("caption", "")))[:60]


def moment(text: str) -> datetime:
    """What a phone's clock said, as the phone writes it. Raises EntryUnreadable."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise EntryUnreadable() from error
    if found.tzinfo is None:
        raise EntryUnreadable()
    return found


def said_at(text: str, *, now: datetime) -> datetime:
    """When it was entered; a phone's clock that is fast counts as now. Raises EntryUnreadable, EntryTooOld."""
    found = moment(text)
    if found < now - timedelta(days=MOST_DAYS):
        raise EntryTooOld(days=MOST_DAYS)
    return min(found, now)


def _number(value: Any) -> Decimal:
    try:
        found = Decimal(squeezed(str(value)))
    except InvalidOperation as error:
        raise _not_usable(value) from error
    if not found.is_finite() or found < 0:
        raise _not_usable(value)
    if found >= LARGEST or found != round(found, PLACES):
        raise QuantityOverLimit(most=LARGEST, places=PLACES)
    return found


def _whole(value: Any, *, most: int) -> int:
    found = _number(value)
    if found != int(found) or not 1 <= found <= most:
        raise _not_usable(value)
    return int(found)


def _not_usable(value: Any) -> EntryUnreadable:
    """Whoever typed it is shown it."""
    typed = clean(str(value or ""))[:SHOWN]
    return FigureNotUsable(typed=typed) if typed else EntryUnreadable()


def _text(value: Any, most: int) -> str:
    found = clean(str(value or ""))
    if not found or len(found) > most:
        raise EntryUnreadable()
    return found
