"""What an issued bill holds, as statements read it: nothing of it ever changes (docs/product.md rule 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A line with the facts behind it; `charged` is the period of its whole charge, of which it may be a part."""

    item: str
    period: Period
    quantity: Decimal
    quantity_unit: str
    unit_price: Decimal
    ratio: tuple[int, int]
    amount: Yuan
    facts: Mapping[str, Any]
    source_key: str
    charged: Period

    @property
    def kind(self) -> str:
        """Which charge source it comes from: service, parking, works, or a stranger's."""
        return str(self.facts.get("kind", ""))

    @property
    def part(self) -> Fraction:
        """The share of the charge's days that is this payer's (docs/product.md rule 9); 1 unless an owner changed."""
        return Fraction(self.period.days, self.charged.days)


@dataclass(slots=True)
class FrozenBill:
    pk: int
    number: str
    month: Month
    unit_code: str
    estate_code: str
    estate_name: str
    payer_name: str
    mask_payer: bool
    total: Yuan
    brought_forward: Yuan
    paid: Yuan
    issued_on: date
    due_on: date
    lines: list[FrozenLine] = field(default_factory=list)

    @property
    def due(self) -> Yuan:
        return self.brought_forward + self.total - self.paid

    @property
    def unit(self) -> str:
        """`5号楼2单元301`"""
        parts = self.unit_code.removeprefix(f"{self.estate_code}-").split("-", 2)
        return "{}号楼{}单元{}".format(*parts) if len(parts) == 3 else self.unit_code
