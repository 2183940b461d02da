"""What an accepted work costs the estate and who pays for it (PRODUCT.md rule 5)."""

from collections.abc import Mapping

from invoices.modules.breakeven.domain.posting import LABOUR, MACHINE, MATERIAL, Cost, Sums, sums_of
from property_ops.kernel.money import Yuan


def sums_of_work(*, labour: Yuan, material: Yuan, machine: Yuan, paid: Mapping[str, Yuan]) -> Sums:
    """The whole cost stands against the estate; what nobody pays for the company bears.

    That is what was rejected, and what lies above an approved ceiling: nobody else ever pays for it.
    """
    costs = [
        Cost(*accounts, amount)
        for accounts, amount in ((LABOUR, labour), (MATERIAL, material), (MACHINE, machine))
        if amount
    ]
    return sums_of(costs, paid=paid)
