"""What a neighbour may use of the charges of works."""

from invoices.modules.charge_works.domain.rule import billable_cost

__all__ = ["billable_cost"]
