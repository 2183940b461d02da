from invoices.modules.disclosure.models.disclosure import Disclosure, PostedPhoto

__all__ = ["Disclosure", "PostedPhoto"]
