"""What a neighbour may use of the charges."""

from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun, Hold

__all__ = ["Charge", "ChargeBasis", "ChargeRun", "Hold"]
