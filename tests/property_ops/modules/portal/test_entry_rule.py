"""What a phone sends is read or refused: quantities and hours become costs, and costs are shared (ADR 0047)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from property_ops.modules.portal.domain import entries
from property_ops.modules.portal.domain.entries import LARGEST, MOST_DAYS, MOST_HOURS, MOST_PEOPLE
from property_ops.modules.portal.domain.errors import (
    EntryTooOld,
    EntryUnreadable,
    FigureNotUsable,
    QuantityOverLimit,
    TooManyHours,
    TooManyPeople,
)

NOW = datetime(2022, 6, 30, 8, tzinfo=UTC)
NOT_A_QUANTITY = ["", "abc", "-1", "NaN", "Infinity", None]


def team(**more) -> dict:
    return {"trade": "瓦工", "people": "2", "each": "8"} | more


@pytest.mark.parametrize(
    ("read", "content", "refused"),
    [
        *((entries.used, {"material": "沥青", "quantity": said}, EntryUnreadable) for said in [*NOT_A_QUANTITY, "0"]),
        *((entries.quantities, {"done": {"1": said}}, EntryUnreadable) for said in ("abc", "-1", "NaN")),
        (entries.quantities, {"done": {"1": str(LARGEST)}}, QuantityOverLimit),
        (entries.quantities, {"done": {"1": "0.00001"}}, QuantityOverLimit),
        (entries.quantities, {"done": {}}, EntryUnreadable),
        (entries.quantities, {"done": {"1.5": "2"}}, EntryUnreadable),
        (entries.quantities, {}, EntryUnreadable),
        (entries.used, {"material": "沥青", "quantity": str(LARGEST)}, QuantityOverLimit),
        (entries.hours, team(each=str(MOST_HOURS + Decimal("0.5"))), TooManyHours),
        (entries.hours, team(people=str(MOST_PEOPLE + 1)), TooManyPeople),
        (entries.hours, team(people="1.5"), EntryUnreadable),
        (entries.hours, team(people="0"), EntryUnreadable),
        (entries.hours, team(each="0"), EntryUnreadable),
        (entries.hours, team(people="", who={"张三": "24.5"}), TooManyHours),
        (entries.hours, team(who={f"{n}": "1" for n in range(MOST_PEOPLE + 1)}), EntryUnreadable),
    ],
)
def test_what_is_no_quantity_or_too_much_is_refused(read, content, refused):
    with pytest.raises(refused):
        read(content)


FIGURES = {
    "a quantity done": lambda typed: entries.quantities({"done": {"1": typed}}),
    "a quantity used": lambda typed: entries.used({"material": "沥青", "quantity": typed}),
    "people": lambda typed: entries.hours(team(people=typed)),
    "hours of each": lambda typed: entries.hours(team(each=typed)),
    "hours of one": lambda typed: entries.hours(team(people="", who={"张三": typed})),
}


@pytest.mark.parametrize("read", FIGURES.values(), ids=list(FIGURES))
@pytest.mark.parametrize("typed", ["abc", "-1", "8小时", "八", "2,5", "∞"])
def test_a_figure_that_does_not_count_is_repeated_to_whoever_typed_it(read, typed):
    """“Cannot be read” helps nobody who has five entries waiting on a phone."""
    with pytest.raises(FigureNotUsable) as refused:
        read(typed)
    assert typed in refused.value.sentence()


@pytest.mark.parametrize("read", [FIGURES["a quantity used"], FIGURES["people"], FIGURES["hours of each"]])
def test_nothing_is_no_entry(read):
    with pytest.raises(FigureNotUsable, match="“0”"):
        read("0")


def test_the_largest_that_counts_counts():
    assert entries.hours(team(each="24", people=str(MOST_PEOPLE))).total == 24 * MOST_PEOPLE
    assert entries.hours(team(people="", who={"张三": "24", "李四": ""})).total == 24
    largest = LARGEST - Decimal("0.0001")
    assert entries.quantities({"done": {"1": str(largest), "2": " "}}) == {1: largest}


def test_an_entry_counts_for_a_month_and_a_fast_clock_as_now():
    oldest = NOW - timedelta(days=MOST_DAYS)
    assert entries.said_at(oldest.isoformat(), now=NOW) == oldest
    assert entries.said_at((NOW + timedelta(hours=3)).isoformat(), now=NOW) == NOW
    with pytest.raises(EntryTooOld):
        entries.said_at((oldest - timedelta(seconds=1)).isoformat(), now=NOW)
    for unclear in ("2022-06-30T08:00:00", "yesterday"):
        with pytest.raises(EntryUnreadable):
            entries.said_at(unclear, now=NOW)
