from invoices.modules.closing.services.closing import acknowledge, close

__all__ = ["acknowledge", "close"]
