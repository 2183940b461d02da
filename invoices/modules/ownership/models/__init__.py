from invoices.modules.ownership.models.certificate import SettledCertificate
from invoices.modules.ownership.models.change import OwnerChange

__all__ = ["OwnerChange", "SettledCertificate"]
