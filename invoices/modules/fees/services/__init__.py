from invoices.modules.fees.services.delivering import approve_delivery, write_down_delivery
from invoices.modules.fees.services.ordering import close_order, order_fee

__all__ = ["approve_delivery", "close_order", "order_fee", "write_down_delivery"]
