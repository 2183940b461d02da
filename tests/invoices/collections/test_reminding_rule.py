"""Who gets a letter, line by line of the rule (docs/product.md rules 12 and 14), each limit from both its sides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from invoices.modules.collections.domain.reminding import (
    Debtor,
    OverdueLine,
    ReminderTerms,
    is_wanted,
    sorted_out,
    still_holds,
    why_not,
)
from property_ops.kernel.money import Yuan

TODAY = date(2022, 9, 20)
TERMS = ReminderTerms(TODAY, least_days=30, least_amount=Yuan(100_00), pause_days=30)
DUE = TODAY - timedelta(days=30)
LINE = OverdueLine("ZD-1", "物业服务费", date(2022, 6, 1), date(2022, 6, 30), DUE, Yuan(100_00))
HELD = replace(LINE, bill="ZD-2", is_disputed=True)


@pytest.mark.parametrize(
    ("line", "terms", "wanted"),
    [
        (LINE, TERMS, True),
        (replace(LINE, due_on=DUE + timedelta(days=1)), TERMS, False),
        (replace(LINE, open=Yuan(99_99)), TERMS, False),
        (replace(LINE, due_on=TODAY), replace(TERMS, least_days=0), False),
        (replace(LINE, due_on=TODAY - timedelta(days=1)), replace(TERMS, least_days=0), True),
    ],
)
def test_old_and_large_enough_from_the_very_day_and_fen(line, terms, wanted):
    assert is_wanted(Debtor([line]), terms) is wanted


def test_the_pause_ends_with_its_last_day():
    def reminded(days: int) -> str | None:
        return why_not(Debtor([LINE], reminded_on=TODAY - timedelta(days=days)), TERMS)

    assert (reminded(29), reminded(30)) == ("reminded", None)


def test_who_owes_too_little_is_not_even_listed_as_left_out():
    small = Debtor([replace(HELD, open=Yuan(99_99))])
    assert sorted_out({("A", ""): small, ("B", ""): Debtor([HELD])}, TERMS) == ([], {"disputed": [("B", "")]})


def test_what_is_disputed_makes_no_letter_large_enough():
    assert sorted_out({("A", ""): Debtor([HELD, replace(LINE, open=Yuan(99_99))])}, TERMS) == ([], {})


def test_a_letter_that_was_prepared_is_sent_only_while_all_of_it_is_so():
    for then, now, why in (
        ([LINE], None, "paid"),
        ([LINE], Debtor([LINE], credit=Yuan(100_00)), "covered"),
        ([LINE], Debtor([HELD]), "disputed"),
        ([LINE], Debtor([LINE], in_kept_plan=True), "in_plan"),
        ([LINE], Debtor([replace(LINE, open=Yuan(40_00))]), "paid"),
        ([LINE], Debtor([replace(LINE, bill="ZD-3"), LINE]), None),
    ):
        assert still_holds(then, now, TERMS) == why
