from property_ops.modules.portal.models.entry import PhoneEntry
from property_ops.modules.portal.models.link import AcceptanceAnswer, AcceptanceLink, PartyPin

__all__ = ["AcceptanceAnswer", "AcceptanceLink", "PartyPin", "PhoneEntry"]
