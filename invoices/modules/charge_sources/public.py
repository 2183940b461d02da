"""What a neighbour may use of the charge sources."""

from invoices.modules.charge_sources.selectors.works import basis_of_work

__all__ = ["basis_of_work"]
