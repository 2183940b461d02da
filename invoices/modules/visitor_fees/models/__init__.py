from invoices.modules.visitor_fees.models.payment import VisitorPayment
from invoices.modules.visitor_fees.models.tariff import VisitorTariff

__all__ = ["VisitorPayment", "VisitorTariff"]
