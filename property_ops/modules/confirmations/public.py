"""What a neighbour may use of the service confirmations."""

from property_ops.modules.confirmations.models import AgreementItem, Confirmation

__all__ = ["AgreementItem", "Confirmation"]
