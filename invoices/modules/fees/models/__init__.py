from invoices.modules.fees.models.order import FeeDelivery, FeeOrder

__all__ = ["FeeDelivery", "FeeOrder"]
