"""What a neighbour may use of the disclosures."""

from invoices.modules.disclosure.domain.quarters import Quarter
from invoices.modules.disclosure.models import Disclosure, PostedPhoto
from invoices.modules.disclosure.services import add_photo, prepare, preview, publish

__all__ = ["Disclosure", "PostedPhoto", "Quarter", "add_photo", "prepare", "preview", "publish"]
