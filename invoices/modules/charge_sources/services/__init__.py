from invoices.modules.charge_sources.services.parking import ParkingSource
from invoices.modules.charge_sources.services.service import ServiceSource
from invoices.modules.charge_sources.services.works import WorksSource

__all__ = ["ParkingSource", "ServiceSource", "WorksSource"]
