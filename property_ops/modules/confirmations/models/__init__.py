from property_ops.modules.confirmations.models.confirmation import AgreementItem, Confirmation
from property_ops.modules.confirmations.models.paper import ConfirmationPaper, ConfirmationPaperRow

__all__ = ["AgreementItem", "Confirmation", "ConfirmationPaper", "ConfirmationPaperRow"]
