"""What a neighbour may use of the service confirmations."""

from property_ops.modules.confirmations.models import AgreementItem, Confirmation
from property_ops.modules.confirmations.selectors import open_services
from property_ops.modules.confirmations.services.papers import SignedService, write_down

__all__ = ["AgreementItem", "Confirmation", "SignedService", "open_services", "write_down"]
