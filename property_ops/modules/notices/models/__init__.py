from property_ops.modules.notices.models.contact import Channel, HouseholdContact
from property_ops.modules.notices.models.digest import DigestReader
from property_ops.modules.notices.models.handed import HandedNotice
from property_ops.modules.notices.models.message import Message, SendingOutcome, SendingTry
from property_ops.modules.notices.models.notice import Notice, NoticeSwitch

__all__ = [
    "Channel",
    "DigestReader",
    "HandedNotice",
    "HouseholdContact",
    "Message",
    "Notice",
    "NoticeSwitch",
    "SendingOutcome",
    "SendingTry",
]
