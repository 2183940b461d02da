from invoices.modules.residents.services.devices import revoke_device
from invoices.modules.residents.services.entering import enter, open_door

__all__ = ["enter", "open_door", "revoke_device"]
