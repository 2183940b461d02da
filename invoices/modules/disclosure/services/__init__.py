from invoices.modules.disclosure.services.photos import add_photo
from invoices.modules.disclosure.services.preparing import prepare
from invoices.modules.disclosure.services.publishing import preview, publish

__all__ = ["add_photo", "prepare", "preview", "publish"]
