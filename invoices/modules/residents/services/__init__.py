from invoices.modules.residents.services.devices import revoke_device
from invoices.modules.residents.services.entering import Entered, HouseholdDoor, enter, open_door

__all__ = ["Entered", "HouseholdDoor", "enter", "open_door", "revoke_device"]
