"""Money is whole fen (docs/product.md rule 1): rounded half up, once, at the charge line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

FEN_PER_YUAN = 100
_AMOUNT = re.compile(r"([+-]?)(\d{1,15})(?:\.(\d{1,2}))?\Z")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")


class NotMoney(BusinessError, ValueError):
    code = "not_money"
    message = gettext_noop("“%(value)s” is not an amount of money with at most two decimals.")


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


@dataclass(frozen=True, slots=True)
class Yuan:
    """An amount of money in whole fen. Never built from a float."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"Yuan takes whole fen as int, not {type(self.fen).__name__}")

    @classmethod
    def parse(cls, text: str) -> Yuan:
        """`"1,234.5"` → 123450 fen. Raises NotMoney."""
        match = _AMOUNT.match(text.strip().replace(",", ""))
        if not match:
            raise NotMoney(value=text)
        sign, whole, cents = match.groups()
        fen = int(whole) * FEN_PER_YUAN + int((cents or "").ljust(2, "0"))
        return cls(-fen if sign == "-" else fen)

    @classmethod
    def exactly(cls, amount: Decimal) -> Yuan:
        """A decimal number of yuan that is whole fen already. Raises NotMoney if it is not."""
        fen = amount * FEN_PER_YUAN
        if not amount.is_finite() or fen != fen.to_integral_value():
            raise NotMoney(value=amount)
        return cls(int(fen))

    @classmethod
    def rounded(cls, yuan: Fraction) -> Yuan:
        """The one rounding: half up to whole fen."""
        return cls(round_half_up(yuan * FEN_PER_YUAN))

    def __add__(self, other: Yuan) -> Yuan:
        return Yuan(self.fen + other.fen) if isinstance(other, Yuan) else NotImplemented

    def __radd__(self, other: object) -> Yuan:
        return self if other == 0 and type(other) is int else NotImplemented

    def __sub__(self, other: Yuan) -> Yuan:
        return Yuan(self.fen - other.fen) if isinstance(other, Yuan) else NotImplemented

    def __neg__(self) -> Yuan:
        return Yuan(-self.fen)

    def __mul__(self, times: int) -> Yuan:
        return Yuan(self.fen * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __lt__(self, other: Yuan) -> bool:
        return self.fen < other.fen if isinstance(other, Yuan) else NotImplemented

    def __gt__(self, other: Yuan) -> bool:
        return self.fen > other.fen if isinstance(other, Yuan) else NotImplemented

    def __le__(self, other: Yuan) -> bool:
        return self.fen <= other.fen if isinstance(other, Yuan) else NotImplemented

    def __ge__(self, other: Yuan) -> bool:
        return self.fen >= other.fen if isinstance(other, Yuan) else NotImplemented

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        return f"{self.as_decimal():.2f}"

    def as_decimal(self) -> Decimal:
        return Decimal(self.fen).scaleb(-2)

    def as_fraction(self) -> Fraction:
        """In yuan, for exact arithmetic before the one rounding."""
        return Fraction(self.fen, FEN_PER_YUAN)

    def grouped(self) -> str:
        """`1,234.50`, as printed."""
        return f"{self.as_decimal():,.2f}"

    def in_capitals(self) -> str:
        """人民币大写, as the examples of docs/product.md have it: 整 after 元 or 角, 零 once for a gap."""
        yuan, cents = divmod(abs(self.fen), FEN_PER_YUAN)
        jiao, fen = divmod(cents, 10)
        words = "人民币" + ("负" if self.fen < 0 else "")
        if yuan:
            words += _whole_in_capitals(yuan) + "元"
        if not cents:
            return words + ("整" if yuan else "零元整")
        if jiao:
            words += _DIGITS[jiao] + "角"
        elif yuan:
            words += "零"
        return words + (_DIGITS[fen] + "分" if fen else "整")


ZERO = Yuan(0)


def _whole_in_capitals(number: int) -> str:
    """A positive whole number in capitals; 零 stands once wherever places are skipped."""
    words, gap = "", False
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        for place in range(3, -1, -1):
            digit = group // 10**place % 10
            if digit:
                words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
                gap = False
            else:
                gap = True
        if group:
            words += _GROUPS[index]
    return words
