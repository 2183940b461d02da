"""What an accepted work costs the estate and who pays for it (docs/product.md rule 5)."""

from collections.abc import Mapping

from invoices.modules.breakeven.domain.posting import LABOUR, MACHINE, MATERIAL, PROVIDER, Cost, Sums, sums_of
from property_ops.kernel.money import ZERO, Yuan


def sums_of_work(
    *, labour: Yuan, material: Yuan, machine: Yuan, provider: Yuan = ZERO, paid: Mapping[str, Yuan]
) -> Sums:
    """The whole cost stands against the estate; what nobody pays for the company bears.

    That is what was rejected, what lies above an approved ceiling, rework, and what came after acceptance: nobody else
    ever pays for it.
    """
    costs = [
        Cost(*accounts, amount)
        for accounts, amount in (
            (LABOUR, labour),
            (MATERIAL, material),
            (MACHINE, machine),
            (PROVIDER, provider),
        )
        if amount
    ]
    return sums_of(costs, paid=paid)
