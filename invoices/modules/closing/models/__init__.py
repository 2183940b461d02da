from invoices.modules.closing.models.closing import Acknowledgement, ClosingDecision, Reopening

__all__ = ["Acknowledgement", "ClosingDecision", "Reopening"]
