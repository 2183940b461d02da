from property_ops.modules.portal.models.entry import PhoneEntry
from property_ops.modules.portal.models.link import AcceptanceAnswer, AcceptanceLink, PartyPin
from property_ops.modules.portal.models.month import MonthLink, MonthWord, MonthWordRow
from property_ops.modules.portal.models.site import SiteAcceptance

__all__ = [
    "AcceptanceAnswer",
    "AcceptanceLink",
    "MonthLink",
    "MonthWord",
    "MonthWordRow",
    "PartyPin",
    "PhoneEntry",
    "SiteAcceptance",
]
