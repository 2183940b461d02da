from invoices.modules.deposits.services.moving import TakenOver, give_up, hand_over, take_over
from invoices.modules.deposits.services.providers import (
    ProvidersDeposit,
    take_from_provider,
    turn_into_providers_deposit,
)
from invoices.modules.deposits.services.taking import GivenDeposit, take_deposit, turn_into_deposit, undo_deposit
from invoices.modules.deposits.services.using import approve_use, propose_return, propose_set_off

__all__ = [
    "GivenDeposit",
    "ProvidersDeposit",
    "TakenOver",
    "approve_use",
    "give_up",
    "hand_over",
    "propose_return",
    "propose_set_off",
    "take_deposit",
    "take_from_provider",
    "take_over",
    "turn_into_deposit",
    "turn_into_providers_deposit",
    "undo_deposit",
]
