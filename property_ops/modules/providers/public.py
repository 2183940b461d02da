"""What a neighbour may use of providers, and what the pages of providers use."""

from property_ops.modules.providers.domain.score import ScorePart, accepted_in
from property_ops.modules.providers.domain.states import ProviderStanding, ServiceOrderState, StandingMove
from property_ops.modules.providers.models import (
    STARS,
    PaperKind,
    Provider,
    ProviderSettlement,
    ServicePayer,
    Trade,
)
from property_ops.modules.providers.models.order import OFFER_WORDS, ORDER_WORDS
from property_ops.modules.providers.models.provider import STANDING_WORDS
from property_ops.modules.providers.models.standing import STANDING_MOVE_WORDS
from property_ops.modules.providers.selectors.register import visible_providers
from property_ops.modules.providers.selectors.settlements import by_estate, visible_settlements

__all__ = [
    "OFFER_WORDS",
    "ORDER_WORDS",
    "STANDING_MOVE_WORDS",
    "STANDING_WORDS",
    "STARS",
    "PaperKind",
    "Provider",
    "ProviderSettlement",
    "ProviderStanding",
    "ScorePart",
    "ServiceOrderState",
    "ServicePayer",
    "StandingMove",
    "Trade",
    "accepted_in",
    "by_estate",
    "visible_providers",
    "visible_settlements",
]
