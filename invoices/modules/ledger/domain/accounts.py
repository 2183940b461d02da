"""The chart of accounts: `5001.01` is a sub-account of `5001`, which only adds up what is below it."""

from collections.abc import Iterable

SEPARATOR = "."
VAT_OF_INCOME = "5001.90"
"""What of the billed income is VAT: a debit, so that 5001 is net, and each account below it what was billed."""


def ancestors(code: str) -> list[str]:
    """`2221.01.02` → `2221`, `2221.01`."""
    parts = code.split(SEPARATOR)
    return [SEPARATOR.join(parts[:count]) for count in range(1, len(parts))]


def headings(codes: Iterable[str]) -> set[str]:
    """The accounts that have sub-accounts: nothing is posted to them."""
    return {ancestor for code in codes for ancestor in ancestors(code)}
