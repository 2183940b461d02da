"""Which adapter carries a channel's messages: the platform's where its keys are set, else the console."""

from property_ops.modules.notices.connector.configuration import NoticeKeys
from property_ops.modules.notices.connector.console import Console
from property_ops.modules.notices.connector.contract import ChannelAdapter
from property_ops.modules.notices.connector.mail import Mail
from property_ops.modules.notices.models import Channel


def adapter_of(channel: str, keys: NoticeKeys) -> ChannelAdapter:
    if channel == Channel.SMS and keys.sms:
        from property_ops.modules.notices.connector.sms import TencentSms  # slow to import

        return TencentSms(keys.sms)
    if channel == Channel.WECHAT and keys.wechat:
        from property_ops.modules.notices.connector.wechat import WeChatTemplate  # slow to import

        return WeChatTemplate(keys.wechat)
    if channel == Channel.MAIL and keys.mail:
        return Mail()
    return Console(channel)


def is_set(channel: str, keys: NoticeKeys) -> bool:
    return adapter_of(channel, keys).is_real
