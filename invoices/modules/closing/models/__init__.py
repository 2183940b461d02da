from invoices.modules.closing.models.closing import Acknowledgement, Decision, Reopening

__all__ = ["Acknowledgement", "Decision", "Reopening"]
