from invoices.modules.meters.models.meter import Meter, MeterReading, ReadingSheet
from invoices.modules.meters.models.supply import SupplierBill, SupplyTerms

__all__ = ["Meter", "MeterReading", "ReadingSheet", "SupplierBill", "SupplyTerms"]
