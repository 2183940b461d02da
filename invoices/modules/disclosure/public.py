"""What a neighbour may use of the disclosures."""

from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.services import add_photo, prepare, preview, publish
from property_ops.kernel.quarters import Quarter

__all__ = ["Disclosure", "Quarter", "add_photo", "prepare", "preview", "publish"]
