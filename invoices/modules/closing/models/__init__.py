from invoices.modules.closing.models.closing import Acknowledgement

__all__ = ["Acknowledgement"]
