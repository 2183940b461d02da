"""What a neighbour may use of the common income."""

from invoices.modules.common_income.selectors import unposted_rents

__all__ = ["unposted_rents"]
