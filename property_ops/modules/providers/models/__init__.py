from property_ops.modules.providers.models.acceptance import (
    STARS,
    AcceptedBy,
    CustomerLink,
    ServiceAcceptance,
    ServiceComplaint,
    SlipTranscription,
)
from property_ops.modules.providers.models.agreement import (
    AgreementEstate,
    AgreementExit,
    CooperationAgreement,
    PriceList,
    PublishedPrice,
    ServiceItem,
)
from property_ops.modules.providers.models.order import (
    ServiceEvent,
    ServiceLine,
    ServiceOffer,
    ServiceOrder,
    ServicePayer,
    ServicePhoto,
)
from property_ops.modules.providers.models.provider import (
    PaperKind,
    Provider,
    ProviderLink,
    ProviderPaper,
    ProviderTrade,
    Trade,
)
from property_ops.modules.providers.models.settlement import ProviderSettlement, SettlementLine
from property_ops.modules.providers.models.standing import ScoreStandard, StandingChange

__all__ = [
    "STARS",
    "AcceptedBy",
    "AgreementEstate",
    "AgreementExit",
    "CooperationAgreement",
    "CustomerLink",
    "PaperKind",
    "PriceList",
    "Provider",
    "ProviderLink",
    "ProviderPaper",
    "ProviderSettlement",
    "ProviderTrade",
    "PublishedPrice",
    "ScoreStandard",
    "ServiceAcceptance",
    "ServiceComplaint",
    "ServiceEvent",
    "ServiceItem",
    "ServiceLine",
    "ServiceOffer",
    "ServiceOrder",
    "ServicePayer",
    "ServicePhoto",
    "SettlementLine",
    "SlipTranscription",
    "StandingChange",
    "Trade",
]
