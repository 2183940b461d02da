from property_ops.modules.confirmations.models.confirmation import AgreementItem, Confirmation

__all__ = ["AgreementItem", "Confirmation"]
