"""Cost and income of an estate in a period: cost − income = balance (docs/product.md rule 17)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from invoices.modules.breakeven.domain.funding import COMPANY, NAMES, RESIDENTS
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

TRUE_UP = "5001.09"
"""The account of what was given back to the residents (多退少补): an income below zero."""
SERVICE_INCOME = "5001.01"
VAT = "5001.90"
"""What of the billed income is VAT: an income below zero."""


@dataclass(frozen=True, slots=True)
class ResultAmount:
    """An amount of an income or cost account in a month, and who pays it; above zero on the account's own side."""

    month: Month
    account: str
    name: str
    is_income: bool
    funding: str
    amount: Yuan


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One kind of cost or income: what it came to, and by who pays."""

    account: str
    name: str
    is_income: bool
    by_funding: Mapping[str, Yuan]

    @property
    def total(self) -> Yuan:
        return sum(self.by_funding.values(), ZERO)


@dataclass(frozen=True, slots=True)
class EstateResult:
    parts: Sequence[ResultAmount]

    @property
    def incomes(self) -> list[ResultLine]:
        return _lines(part for part in self.parts if part.is_income)

    @property
    def costs(self) -> list[ResultLine]:
        return _lines(part for part in self.parts if not part.is_income)

    @property
    def income(self) -> Yuan:
        return self._sum(lambda part: part.is_income)

    @property
    def cost(self) -> Yuan:
        return self._sum(lambda part: not part.is_income)

    @property
    def balance(self) -> Yuan:
        """Above zero is a deficit, below zero a surplus."""
        return self.cost - self.income

    @property
    def borne_by_company(self) -> Yuan:
        """Rejected work, and cost above an approved ceiling: never anybody else's (docs/product.md rule 5)."""
        return self._sum(lambda part: not part.is_income and part.funding == COMPANY)

    @property
    def residents_balance(self) -> Yuan:
        """What the residents' fees did not cover, or left over: what a rate or a true-up can put right."""
        return self.balance_of(RESIDENTS)

    @property
    def service_income(self) -> Yuan:
        return self._sum(lambda part: part.account == SERVICE_INCOME)

    @property
    def needed(self) -> Yuan:
        """What the service fee would have to bring, VAT in it: of each yuan more, its VAT is not for the service."""
        billed = self._sum(lambda part: part.is_income and part.amount > ZERO and part.funding == RESIDENTS)
        vat = -self._sum(lambda part: part.account == VAT)
        missing = self.residents_balance
        if vat:
            missing = Yuan.rounded(missing.as_fraction() * billed.fen / (billed - vat).fen)
        return self.service_income + missing

    @property
    def trued_up(self) -> Yuan:
        """What was given back already."""
        return -self._sum(lambda part: part.account == TRUE_UP)

    @property
    def fundings(self) -> list[str]:
        """Who pays for anything here, in the order of tables."""
        there = {part.funding for part in self.parts}
        return [funding for funding in NAMES if funding in there]

    @property
    def months(self) -> list[Month]:
        return sorted({part.month for part in self.parts})

    def income_of(self, funding: str) -> Yuan:
        return self._sum(lambda part: part.is_income and part.funding == funding)

    def cost_of(self, funding: str) -> Yuan:
        return self._sum(lambda part: not part.is_income and part.funding == funding)

    def balance_of(self, funding: str) -> Yuan:
        return self.cost_of(funding) - self.income_of(funding)

    def of_month(self, month: Month) -> "EstateResult":
        return EstateResult([part for part in self.parts if part.month == month])

    def _sum(self, wanted: Callable[[ResultAmount], bool]) -> Yuan:
        return sum((part.amount for part in self.parts if wanted(part)), ZERO)


def _lines(parts: Iterable[ResultAmount]) -> list[ResultLine]:
    found: dict[tuple[str, str, bool], dict[str, Yuan]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for part in parts:
        found[part.account, part.name, part.is_income][part.funding] += part.amount
    return [ResultLine(*key, by_funding=dict(amounts)) for key, amounts in sorted(found.items())]
