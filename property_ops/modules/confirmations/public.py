"""What a neighbour may use of the service confirmations."""

from property_ops.modules.confirmations.models import AgreementItem, Confirmation
from property_ops.modules.confirmations.models.confirmation import RATIO_PLACES
from property_ops.modules.confirmations.selectors import EstateMonth, OpenService, open_services
from property_ops.modules.confirmations.services.papers import (
    SignedService,
    check_signed,
    confirm_in_person,
    write_down,
)

__all__ = [
    "RATIO_PLACES",
    "AgreementItem",
    "Confirmation",
    "EstateMonth",
    "OpenService",
    "SignedService",
    "check_signed",
    "confirm_in_person",
    "open_services",
    "write_down",
]
