from invoices.modules.residents.models.device import HouseholdDevice, WrongEntry

__all__ = ["HouseholdDevice", "WrongEntry"]
