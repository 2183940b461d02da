"""Who is reminded, and who is left in peace (docs/product.md rules 12 and 14)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop

LEAST_DAYS_TO_PAY = 7

DISPUTED, IN_PLAN, REMINDED, COVERED, PAID, NO_WORD = "disputed", "in_plan", "reminded", "covered", "paid", "no_word"
LEFT_OUT = {
    DISPUTED: gettext_noop("all that is overdue is disputed"),
    IN_PLAN: gettext_noop("in an instalment plan that is kept"),
    REMINDED: gettext_noop("reminded a short while ago"),
    COVERED: gettext_noop("covered by the account's credit"),
    NO_WORD: gettext_noop("no reminder letter was sent before"),
    PAID: gettext_noop("paid, or changed, since the letter was prepared"),
}


@dataclass(frozen=True, slots=True)
class ReminderTerms:
    """Who is to be reminded: overdue for `least_days` and with `least_amount` at least, not again in `pause_days`.

    `after_reminder`: only those who had a letter before, because the words say so.
    """

    as_of: date
    least_days: int
    least_amount: Yuan
    pause_days: int
    after_reminder: bool = False


@dataclass(frozen=True, slots=True)
class OverdueLine:
    bill: str
    item: str
    first: date
    last: date
    due_on: date
    open: Yuan
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Debtor:
    """An account with its overdue lines, its unused credit, and when it was reminded last."""

    lines: Sequence[OverdueLine]
    credit: Yuan = ZERO
    in_kept_plan: bool = False
    reminded_on: date | None = None

    @property
    def undisputed(self) -> list[OverdueLine]:
        return [line for line in self.lines if not line.is_disputed]

    @property
    def overdue(self) -> Yuan:
        return sum((line.open for line in self.undisputed), ZERO)


def why_not(debtor: Debtor, terms: ReminderTerms) -> str | None:
    """Why somebody who owes is left in peace: a key of LEFT_OUT; None without such a reason."""
    if debtor.in_kept_plan:
        return IN_PLAN
    if not debtor.undisputed:
        return DISPUTED
    if debtor.overdue <= debtor.credit:
        return COVERED
    if terms.after_reminder and debtor.reminded_on is None:
        return NO_WORD
    if debtor.reminded_on and debtor.reminded_on > terms.as_of - timedelta(days=terms.pause_days):
        return REMINDED
    return None


def is_wanted(debtor: Debtor, terms: ReminderTerms) -> bool:
    """Whether the account is old and large enough at all, disputed lines and credit not looked at."""
    oldest = min(line.due_on for line in debtor.lines)
    amount = sum((line.open for line in debtor.lines), ZERO)
    return (terms.as_of - oldest).days >= max(1, terms.least_days) and amount >= terms.least_amount


def sorted_out(
    debtors: Mapping[tuple[str, str], Debtor], terms: ReminderTerms
) -> tuple[list[tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """(who gets a letter, who is left out by reason), in the order given."""
    letters: list[tuple[str, str]] = []
    left_out: dict[str, list[tuple[str, str]]] = {}
    for account, debtor in debtors.items():
        if not is_wanted(debtor, terms):
            continue
        reason = why_not(debtor, terms)
        if reason:
            left_out.setdefault(reason, []).append(account)
        elif is_wanted(Debtor(debtor.undisputed), terms):
            letters.append(account)
    return letters, left_out


def still_holds(then: Collection[OverdueLine], now: Debtor | None, terms: ReminderTerms) -> str | None:
    """Why a letter that was prepared before is not sent now; None if it says what is still so."""
    if now is None:
        return PAID
    reason = why_not(now, terms)
    if reason:
        return reason
    return None if {(one.bill, one.item, one.open) for one in then} <= _open(now) else PAID


def _open(debtor: Debtor) -> set[tuple[str, str, Yuan]]:
    return {(one.bill, one.item, one.open) for one in debtor.undisputed}
