from invoices.modules.tariffs.models.tariff import FeeItem, Tariff

__all__ = ["FeeItem", "Tariff"]
