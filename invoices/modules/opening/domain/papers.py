"""The papers that a company is taken over with, and what each does to the books."""

from collections.abc import Iterable

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

BETWEEN = "3109"
"""期初余额过渡: what the balances by account say of a list stands here until the list itself is taken over."""
OLD_ARREARS = "old_arrears"
RECEIVABLE, ADVANCES, DEPOSITS = "1122", "2203", "2241.04"


class PaperKind(Worded):
    ACCOUNTS = "accounts", gettext_noop("balances by account")
    ARREARS = "arrears", gettext_noop("old arrears")
    PREPAYMENTS = "prepayments", gettext_noop("prepayments")
    DEPOSITS = "deposits", gettext_noop("deposits")


LISTED = {RECEIVABLE: PaperKind.ARREARS, ADVANCES: PaperKind.PREPAYMENTS, DEPOSITS: PaperKind.DEPOSITS}
"""Accounts of households: their sum stands in the balances by account, whose it is in a list."""

NEVER_IN_CREDIT = ("1001", "1002", "1012", "1403", "1405", "1411", "1601", "1801")
NEVER_IN_DEBIT = ("1602", "2241.01", "2241.02", "2241.04", "3001")
"""Accounts, with what is below them, that cannot stand on the other side in a company whose books were taken over."""


def impossible(account: str, balance: Yuan) -> bool:
    """Whether the account cannot stand so: more paid than there was, more material used than was bought."""
    wrong = NEVER_IN_CREDIT if balance < ZERO else NEVER_IN_DEBIT if balance > ZERO else ()
    return any(account == code or account.startswith(f"{code}.") for code in wrong)


def posted_to(account: str) -> str:
    """The account that a balance by account is posted to: a list posts the households' own."""
    return BETWEEN if account in LISTED else account


def difference(amounts: Iterable[Yuan]) -> Yuan:
    """Debits less credits; zero where the balances balance."""
    return sum(amounts, ZERO)
