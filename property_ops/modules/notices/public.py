"""What a neighbour may use of the outbox."""

from property_ops.modules.notices.domain.errors import NotToldHere
from property_ops.modules.notices.domain.templates import NoticeTemplate
from property_ops.modules.notices.models import Channel
from property_ops.modules.notices.selectors.contacts import channels_of, living_in, mobile
from property_ops.modules.notices.selectors.handing import NoticesOfHome, handed_lately, to_hand_over
from property_ops.modules.notices.selectors.outbox import messages_to, tenures_told, told_under
from property_ops.modules.notices.selectors.templates import told_in
from property_ops.modules.notices.services.binding import bind_wechat, wechat_address, wechat_is_set
from property_ops.modules.notices.services.codes import can_text, text_now
from property_ops.modules.notices.services.handing import HAND_OVER, hand_over
from property_ops.modules.notices.services.telling import Telling, tell, tell_each, tell_staff
from property_ops.modules.notices.services.wishes import wish

__all__ = [
    "HAND_OVER",
    "Channel",
    "NotToldHere",
    "NoticeTemplate",
    "NoticesOfHome",
    "Telling",
    "bind_wechat",
    "can_text",
    "channels_of",
    "hand_over",
    "handed_lately",
    "living_in",
    "messages_to",
    "mobile",
    "tell",
    "tell_each",
    "tell_staff",
    "tenures_told",
    "text_now",
    "to_hand_over",
    "told_in",
    "told_under",
    "wechat_address",
    "wechat_is_set",
    "wish",
]
