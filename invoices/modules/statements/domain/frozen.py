"""What an issued bill holds, as statements read it: nothing of it ever changes (docs/product.md rule 7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


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
    lines: list[Any] = field(default_factory=list)  # FrozenLine of charges.public

    @property
    def due(self) -> Yuan:
        return self.brought_forward + self.total - self.paid

    @property
    def unit(self) -> str:
        """`5号楼2单元301`"""
        parts = self.unit_code.removeprefix(f"{self.estate_code}-").split("-", 2)
        return "{}号楼{}单元{}".format(*parts) if len(parts) == 3 else self.unit_code
