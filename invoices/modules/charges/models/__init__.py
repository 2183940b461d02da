from invoices.modules.charges.models.charge import Charge, ChargeBasis
from invoices.modules.charges.models.run import ChargeRun, Hold

__all__ = ["Charge", "ChargeBasis", "ChargeRun", "Hold"]
