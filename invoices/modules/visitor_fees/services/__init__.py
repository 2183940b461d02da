from invoices.modules.visitor_fees.services.paying import begin_visitor_payment
from invoices.modules.visitor_fees.services.tariffs import VisitorPrice, approve_visitor_tariff, propose_visitor_tariff

__all__ = ["VisitorPrice", "approve_visitor_tariff", "begin_visitor_payment", "propose_visitor_tariff"]
