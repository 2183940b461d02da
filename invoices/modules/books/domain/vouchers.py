"""From entries to vouchers (记账凭证): a fixed rule merges what one run posted, and gives numbers without gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import ZERO, Yuan

WORD = "记"
BY_HAND = "voucher/"
WITHOUT_PAPER = (BY_HAND, "carry_forward/", "year_end/")
"""Sources of entries behind which no paper of their own stands; a voucher by hand says how many there are."""
ALONE = (
    "voucher",
    "opening",
    "opening_undone",
    "carry_forward",
    "year_end",
    "true_up",
    "vat",
    "depreciation",
    "asset_disposal",
)
"""Entries that stand on a voucher of their own; all others of a day, kind, month and estate are on one together."""
SUMMARIES = {
    "bill": "{month}账单",
    "receipt": "{month}收款",
    "match": "{month}收款认领",
    "deposit": "{month}收押金",
    "deposit_undone": "{month}撤销押金",
    "deposit_use": "{month}押金退抵",
    "reversal": "{month}收款冲销",
    "refund": "{month}退款",
    "given_back": "{month}退款",
    "out_reversed": "{month}付款冲销",
    "credit_note": "{month}账单红字更正",
    "cost": "{month}费用",
    "work_cost": "{month}工程成本",
    "write_off": "{month}核销坏账",
}


class EntryToNumber(NamedTuple):
    """An entry that stands on no voucher yet; `estate` is that of its first leg that has one."""

    pk: int
    number: int
    posted_on: date
    month: date
    source: str
    memo: str
    estate: str

    @property
    def kind(self) -> str:
        return self.source.partition("/")[0]


@dataclass(frozen=True, slots=True)
class VoucherDraft:
    """Entries that make up one voucher."""

    day: date
    summary: str
    entries: Sequence[EntryToNumber]


def merged(entries: Iterable[EntryToNumber], names: Mapping[str, str]) -> list[VoucherDraft]:
    """The vouchers of the entries, in the order in which they are numbered: by day, then by first entry.

    The same entries always make the same vouchers. `names` are those of the estates.
    """
    groups: dict[tuple[object, ...], list[EntryToNumber]] = {}
    for entry in sorted(entries, key=lambda one: one.number):
        together = (entry.posted_on, entry.kind, entry.month, entry.estate)
        groups.setdefault((*together, entry.number) if entry.kind in ALONE else together, []).append(entry)
    found = sorted(groups.values(), key=lambda group: (group[0].posted_on, group[0].number))
    return [VoucherDraft(group[0].posted_on, _summary(group, names), group) for group in found]


def _summary(group: Sequence[EntryToNumber], names: Mapping[str, str]) -> str:
    first = group[0]
    if len(group) == 1:
        return first.memo
    pattern = SUMMARIES.get(first.kind, first.memo)
    words = pattern.format(month=chinese_month(first.month)) if "{month}" in pattern else pattern
    return f"{names.get(first.estate, '')}{words}（{len(group)}笔）"


def voucher_name(number: int) -> str:
    """`记-0001`."""
    return f"{WORD}-{number:04d}"


class VoucherLine(NamedTuple):
    """A line of a voucher; `credit` is positive."""

    account: str
    name: str
    estate: str
    debit: Yuan
    credit: Yuan


def lines_of(sums: Iterable[tuple[str, str, str, Yuan, Yuan]]) -> list[VoucherLine]:
    """Debits first, then credits, each account and estate once a side; sums are (account, name, estate, +, −)."""
    rows = list(sums)
    debits = [VoucherLine(code, name, estate, debit, ZERO) for code, name, estate, debit, _ in rows if debit]
    credits = [VoucherLine(code, name, estate, ZERO, -credit) for code, name, estate, _, credit in rows if credit]
    return [*debits, *credits]
