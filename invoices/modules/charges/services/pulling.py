"""What a source hands over, reckoned and looked at before anything of it is charged (docs/product.md rules 3 to 6)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from invoices.modules.charges import bulk
from invoices.modules.charges.domain.errors import (
    ColumnsDiffer,
    DaysOutsideMonth,
    DebtorNotNamed,
    ItemNotDeclared,
    ItemUnknown,
    ReasonNotDeclared,
    SharesDoNotAddUp,
    UnitOfAnotherEstate,
    WrongAmount,
)
from invoices.modules.charges.domain.source import COMMON_HOLDS, PER_CHARGE, ChargeBatch, ChargeSource, Debtor, Held
from invoices.modules.tariffs.public import FeeItem
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Unit


class Pull:
    """What the sources hand over for an estate and month; each batch comes back as it may be stored."""

    def __init__(self, estate: Estate, month: Month, *, today: date) -> None:
        self.estate, self.month, self.today = estate, month, today

    def of(self, source: ChargeSource) -> Iterator[ChargeBatch | Held]:
        """Raises BadBatch (see domain/errors.py for its kinds) for what cannot be charged."""
        for pulled in source.pull(estate=self.estate, month=self.month, today=self.today):
            if isinstance(pulled, Held):
                if pulled.reason not in source.holds and pulled.reason not in COMMON_HOLDS:
                    raise ReasonNotDeclared(source=source.code, subject=pulled.subject, reason=pulled.reason)
                yield pulled
            elif pulled.rows:
                yield self.checked(source, pulled)

    def checked(self, source: ChargeSource, given: ChargeBatch) -> ChargeBatch:
        """The batch as it may be stored. Raises BadBatch."""
        batch = _in_lists(given, source.code)
        self._check_item(source, batch)
        self._check_units(source, batch)
        self._check_days(source, batch)
        if source.debtor == Debtor.NAMED and not {"payer_id", "payer_name"} <= batch.basis.facts.keys():
            raise DebtorNotNamed(source=source.code, basis=batch.basis.key)
        return _shares(batch, source.code) if batch.basis.whole is not None else _products(batch, source.code)

    def _check_item(self, source: ChargeSource, batch: ChargeBatch) -> None:
        if batch.item not in source.items:
            raise ItemNotDeclared(source=source.code, item=batch.item)
        if batch.item not in self.items:
            raise ItemUnknown(source=source.code, item=batch.item)

    def _check_units(self, source: ChargeSource, batch: ChargeBatch) -> None:
        strangers = set(batch.unit_id) - self._units
        if strangers:
            key = next(key for key, unit in _pairs(batch, batch.unit_id) if unit in strangers)
            raise UnitOfAnotherEstate(source=source.code, key=key, estate=self.estate.code)

    def _check_days(self, source: ChargeSource, batch: ChargeBatch) -> None:
        starts, ends = _values(batch.start), _values(batch.end)
        if min(starts) < self.month.start or max(ends) > self.month.end:
            outside = (
                key
                for (key, start), (_, end) in zip(_pairs(batch, batch.start), _pairs(batch, batch.end), strict=True)
                if start < self.month.start or end > self.month.end
            )
            raise DaysOutsideMonth(source=source.code, key=next(outside), month=self.month)

    @cached_property
    def items(self) -> Mapping[str, int]:
        """The ids of the fee items by code."""
        return dict(FeeItem.objects.values_list("code", "pk"))

    @cached_property
    def _units(self) -> frozenset[int]:
        return frozenset(Unit.objects.filter(estate=self.estate).values_list("pk", flat=True).iterator())


def handed_over(source: ChargeSource, *, estate: Estate, month: Month, today: date) -> Iterator[ChargeBatch | Held]:
    """What a source would charge, reckoned as it is charged; nothing is stored."""
    return Pull(estate, month, today=today).of(source)


def spread(value: Any, rows: int) -> list[Any]:
    """One value per charge, where a batch gives one for all."""
    return value if isinstance(value, list) else [value] * rows


def _in_lists(batch: ChargeBatch, source: str) -> ChargeBatch:
    """The batch with every sequence of values as a list of as many as there are charges. Raises ColumnsDiffer."""
    changed: dict[str, Any] = {}
    for name in (*PER_CHARGE, "amount"):
        value = getattr(batch, name)
        if isinstance(value, str) or value is None or not hasattr(value, "__len__"):
            continue
        if len(value) != batch.rows:
            raise ColumnsDiffer(source=source, basis=batch.basis.key, column=name, values=len(value), rows=batch.rows)
        if not isinstance(value, list):
            changed[name] = value.tolist() if hasattr(value, "tolist") else list(value)
    return replace(batch, **changed) if changed else batch


def _products(batch: ChargeBatch, source: str) -> ChargeBatch:
    """The batch with its amounts as reckoned; where it gives amounts, they are the same."""
    right = bulk.amounts(batch.rows, batch.quantity, batch.unit_price, batch.ratio_numerator, batch.ratio_denominator)
    if batch.amount is None:
        return replace(batch, amount=right)
    if batch.amount != right:
        key, given, fen = next(
            one for one in zip(batch.source_key, batch.amount, right, strict=True) if one[1] != one[2]
        )
        raise WrongAmount(source=source, key=key, given=Yuan(given), right=Yuan(fen))
    return batch


def _shares(batch: ChargeBatch, source: str) -> ChargeBatch:
    """The batch, whose amounts add up to its basis's whole, each within a fen of its product."""
    given: Collection[int] = batch.amount or []
    whole = batch.basis.whole
    if whole is None or sum(given) != whole.fen:
        raise SharesDoNotAddUp(source=source, basis=batch.basis.key, sum=Yuan(sum(given)), whole=whole)
    columns = (batch.quantity, batch.unit_price, batch.ratio_numerator, batch.ratio_denominator)
    for key, fen, *factors in zip(batch.source_key, given, *(spread(one, batch.rows) for one in columns), strict=True):
        if not bulk.is_share(fen, *factors):
            raise WrongAmount(source=source, key=key, given=Yuan(fen), right=Yuan(bulk.amount(*factors)))
    return batch


def _values(column: Any) -> list[Any]:
    return column if isinstance(column, list) else [column]


def _pairs(batch: ChargeBatch, column: Any) -> Iterator[tuple[str, Any]]:
    return zip(batch.source_key, spread(column, batch.rows), strict=True)
