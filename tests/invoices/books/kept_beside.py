"""Books kept beside the product, from the same facts and by plain sums: nothing of the product is used here."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

VAT = {"service_fee": Fraction(6, 100), "parking_fee": Fraction(9, 100), "works_share": Fraction(9, 100),
       "access_card": Fraction(6, 100)}  # fmt: skip
INCOME = {"service_fee": "5001.01", "parking_fee": "5001.02", "works_share": "5001.03", "access_card": "5001.08",
          "water_fee": "2241.06",          "old_arrears": "3109"}  # fmt: skip


def half_up(value: Fraction) -> int:
    return int((abs(value) * 2 + 1) // 2) * (1 if value >= 0 else -1)


def fee(area: str, rate: str, ratio: str = "1") -> int:
    """Fen of a month's service fee."""
    return half_up(Fraction(Decimal(area)) * Fraction(Decimal(rate)) * Fraction(Decimal(ratio)) * 100)


def tax_in(item: str, gross: int) -> int:
    rate = VAT.get(item, Fraction(0))
    return half_up(gross * rate / (1 + rate))


def shares(whole: int, areas: dict[str, str]) -> dict[str, int]:
    """By area, largest remainder first, ties by the unit's code."""
    total = sum(Fraction(area) for area in areas.values())
    exact = {unit: whole * Fraction(area) / total for unit, area in areas.items()}
    found = {unit: int(value) for unit, value in exact.items()}
    by_remainder = sorted(exact, key=lambda unit: (found[unit] - exact[unit], unit))
    for unit in by_remainder[: whole - sum(found.values())]:
        found[unit] += 1
    return found


class Beside:
    def __init__(self) -> None:
        self.balance: dict[str, int] = defaultdict(int)
        self.owed: dict[str, int] = defaultdict(int)
        """Of each household: what is owed less what is paid ahead."""
        self.tax: dict[str, int] = defaultdict(int)
        """VAT of the bills by the month they were issued in."""
        self.cash: dict[str, int] = defaultdict(int)
        """By the word of what it came or went for."""
        self.result: dict[str, int] = defaultdict(int)

    def post(self, *legs: tuple[str, int], home: str = "") -> None:
        assert sum(fen for _account, fen in legs) == 0, legs
        for account, fen in legs:
            self.balance[account] += fen
            if account == "1122":
                self.owed[home] += fen
            if account[0] == "5":
                self.result[account] += fen

    def bill(self, home: str, issued: str, lines: Iterable[tuple[str, int]]) -> None:
        for item, fen in lines:
            self.post(("1122", fen), (INCOME[item], -fen), home=home)
            self.tax[issued] += tax_in(item, fen)

    def came(self, account: str, fen: int, word: str, *legs: tuple[str, int], home: str = "") -> None:
        self.post((account, fen), *legs, home=home)
        self.cash[word] += fen

    def went(self, account: str, fen: int, word: str, *legs: tuple[str, int], home: str = "") -> None:
        self.post((account, -fen), *legs, home=home)
        self.cash[word] += fen

    def vat_of(self, month: str) -> None:
        tax = self.tax[month]
        if tax:
            self.post(("5001.90", tax), ("2221.01", -tax))

    def carry(self) -> int:
        """Income and cost to 3103; the profit."""
        open_ = {account: fen for account, fen in self.balance.items() if account[0] == "5" and fen}
        profit = -sum(open_.values())
        self.post(*((account, -fen) for account, fen in open_.items()), ("3103", -profit))
        return profit

    def at(self, *heads: str) -> int:
        return sum(fen for account, fen in self.balance.items() if account.startswith(heads))

    def standing(self) -> dict[str, int]:
        return {account: fen for account, fen in self.balance.items() if fen}
